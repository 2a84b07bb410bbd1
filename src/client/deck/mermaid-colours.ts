/** The style sheet's colours as they now are, in the words of Mermaid's `base` theme. */
export function mermaidColours(): Record<string, string | boolean> {
  const probe = document.body.appendChild(document.createElement('span'));
  probe.hidden = true;
  const colour = (variable: string): string => {
    // Asking for the variable itself would give back `light-dark(..)` unresolved.
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const [page, sheet, quiet, line, text, strong, muted] = [
    colour('--page'),
    colour('--sheet'),
    colour('--quiet'),
    colour('--line'),
    colour('--text'),
    colour('--strong'),
    colour('--muted'),
  ];
  const tones = ['--accent', '--link', '--good', '--warn', '--bad', '--ansi-5', '--ansi-6', '--muted'].map(
    colour,
  );
  probe.remove();
  const scale = tones.flatMap((tone, index) => [
    [`cScale${index}`, quiet],
    [`cScaleLabel${index}`, text],
    [`cScalePeer${index}`, tone],
    [`cScaleInv${index}`, tone],
    [`git${index}`, tone],
    [`gitBranchLabel${index}`, page],
    [`pie${index + 1}`, tone],
    [`fillType${index}`, quiet],
  ]);
  return {
    background: page,
    primaryColor: sheet,
    primaryTextColor: text,
    primaryBorderColor: muted,
    secondaryColor: quiet,
    secondaryTextColor: text,
    secondaryBorderColor: line,
    tertiaryColor: page,
    tertiaryTextColor: text,
    tertiaryBorderColor: line,
    lineColor: muted,
    textColor: text,
    titleColor: strong,
    edgeLabelBackground: page,
    clusterBkg: quiet,
    clusterBorder: line,
    noteBkgColor: quiet,
    noteTextColor: text,
    noteBorderColor: line,
    actorBkg: sheet,
    actorBorder: muted,
    actorTextColor: text,
    actorLineColor: line,
    signalColor: muted,
    signalTextColor: text,
    labelBoxBkgColor: quiet,
    labelBoxBorderColor: line,
    labelTextColor: text,
    loopTextColor: text,
    activationBkgColor: quiet,
    activationBorderColor: muted,
    sequenceNumberColor: page,
    pieTitleTextColor: strong,
    pieSectionTextColor: page,
    pieLegendTextColor: text,
    pieStrokeColor: page,
    pieOuterStrokeColor: line,
    pieOpacity: '1',
    errorBkgColor: quiet,
    errorTextColor: text,
    ...Object.fromEntries(scale),
  };
}
