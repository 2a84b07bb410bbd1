/** Below this share of its height a picture's letters could not be read: it scrolls. */
const leastShare = 0.6;

const pictures = '.picture :is(.treemap, .graph, img)';

/** Lets pictures be as high as they are by design. */
export function freePictures(boxes: readonly HTMLElement[]): void {
  for (const box of boxes)
    for (const picture of box.querySelectorAll<HTMLElement>('.picture'))
      picture.style.removeProperty('--picture-height');
}

/** Makes a picture that its box would cut off less high, where it can be read all the same. */
export function fitPictures(boxes: readonly HTMLElement[]): void {
  for (const box of boxes) {
    const hidden = box.scrollHeight - box.clientHeight;
    if (hidden <= 1 || box.clientHeight === 0) continue;
    const shown = [...box.querySelectorAll(pictures)].filter((one) => one.clientHeight > 0);
    const [only] = shown;
    if (!only || shown.length > 1) continue;
    const height = only.clientHeight - hidden;
    if (height < only.clientHeight * leastShare) continue;
    only.closest<HTMLElement>('.picture')?.style.setProperty('--picture-height', `${height}px`);
  }
}
