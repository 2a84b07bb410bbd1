/** What the slides need of reveal.js to say where they are. */
interface Slides {
  readonly on: (event: 'slidechanged', listener: () => void) => void;
  readonly getCurrentSlide: () => HTMLElement | undefined;
  readonly getIndices: () => { readonly h: number; readonly v?: number };
}

/** Makes the slides' link to the article lead to the place of the slide that is shown. */
export function linkToArticle(slides: Slides): void {
  const link = document.querySelector<HTMLAnchorElement>('a.to-article');
  if (!link) return;
  const aim = (): void => {
    const { h, v = 0 } = slides.getIndices();
    link.hash = slides.getCurrentSlide()?.id || `s-${h}-${v}`;
  };
  slides.on('slidechanged', aim);
  aim();
}

/** Goes from the slides to the article at the same place, where there is one. */
export function goToArticle(): void {
  document.querySelector<HTMLAnchorElement>('a.to-article')?.click();
}

/** Goes from the article to the slide of a section. */
export function goToSlide(section: ParentNode): void {
  section.querySelector<HTMLAnchorElement>(':scope > a.same-spot')?.click();
}
