/** Controls whose edge has less contrast than 3:1 with what is around them (WCAG 1.4.11), in the page and its shadow roots. */
() => {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const around = (one) => {
    for (let up = one.parentNode ?? null; up; up = up.parentNode ?? up.host) {
      if (!(up instanceof Element)) continue;
      const colour = numbers(getComputedStyle(up).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const shadows = [...document.querySelectorAll("*")].flatMap((one) => (one.shadowRoot ? [one.shadowRoot] : []));
  return [document, ...shadows]
    .flatMap((root) => [...root.querySelectorAll("button, textarea, input[type=text], input[type=search], select, dialog.panel")])
    .filter((one) => one.checkVisibility() && !one.matches("h3 button"))
    .map((one) => {
      const style = getComputedStyle(one);
      const edges = [style.backgroundColor, ...(style.borderTopWidth === "0px" ? [] : [style.borderTopColor])]
        .map(numbers).filter((colour) => colour.length < 4 || colour[3] > 0);
      return [one, Math.max(0, ...edges.map((colour) => contrast(colour, around(one))))];
    })
    .filter(([, ratio]) => ratio < 3)
    .map(([one, ratio]) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)} ${ratio.toFixed(1)}`);
}
