/** Controls under 44 x 44 pixels, in the page and its shadow roots; links inside running text are let be (WCAG 2.5.8). */
() => {
  const shadows = [...document.querySelectorAll("*")].flatMap((one) => (one.shadowRoot ? [one.shadowRoot] : []));
  const inText = (one) => one.tagName === "A" && one.closest("p, li, td, dd") && !one.matches("[class]");
  return [document, ...shadows]
    .flatMap((root) => [...root.querySelectorAll("a[href], button, input, select, textarea, summary")])
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !inText(one))
    .map((one) => [one, (one.closest("label.check") ?? one).getBoundingClientRect()])
    .filter(([, box]) => box.right > 0 && box.width > 0 && (Math.round(box.height) < 44 || Math.round(box.width) < 44))
    .map(([one, box]) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}
