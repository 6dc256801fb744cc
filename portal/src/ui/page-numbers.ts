/** Which page numbers a pager shows: the first, the last, the present one and its neighbours; `undefined` is a gap. */
export function pageNumbers(present: number, last: number): readonly (number | undefined)[] {
  const wanted = [1, present - 1, present, present + 1, last];
  const shown = [...new Set(wanted)].filter((page) => page >= 1 && page <= last).toSorted((a, b) => a - b);
  return shown.flatMap((page, index) => {
    const before = shown[index - 1] ?? page - 1;
    if (page - before === 2) return [page - 1, page];
    return page - before > 2 ? [undefined, page] : [page];
  });
}
