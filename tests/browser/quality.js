// What a page must keep to besides axe: targets large enough to tap, and a focus that can be seen. Run in the page.
(() => {
  const LEAST = 44, SLACK = 0.5;
  const PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']";

  const visible = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || coveredBy(node) !== null;
  const named = (node) => {
    const name = (node.getAttribute("aria-label") ?? node.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 30);
    return `${node.localName}${[...node.classList].map((each) => `.${each}`).join("")} 「${name || node.name || ""}」`;
  };

  /** A box or switch is pressed by its label; what lies over it invisibly is the label's. */
  function coveredBy(node) {
    const label = node.localName === "input" && ["checkbox", "radio"].includes(node.type) ? node.closest("label") : null;
    return label?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ? label : null;
  }

  /** A link whose ::after covers the card around it is as large as the card. */
  function stretched(node) {
    const after = getComputedStyle(node, "::after");
    return after.content !== "none" && after.position === "absolute" && after.top === "0px" && after.bottom === "0px" ? node.offsetParent : null;
  }

  function sizeOf(node) {
    const box = (coveredBy(node) ?? stretched(node) ?? node).getBoundingClientRect();
    return [box.width, box.height];
  }

  /** WCAG 2.5.5 excepts a link within a sentence or block of text: it stands inline, with words beside it. */
  function inText(node) {
    if (node.localName !== "a" || getComputedStyle(node).display !== "inline") return false;
    let block = node.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    return (block?.textContent ?? "").trim().length > node.textContent.trim().length;
  }

  /** A dot or bar of a picture is as large as its figure; the same case is linked below it, as words (2.5.5: equivalent). */
  const inPicture = (node) => node.closest("svg") !== null;

  const pressed = () => [...document.querySelectorAll(PRESSED)].filter((node) => visible(node) && !node.closest("[inert]"));

  window.small = () =>
    pressed()
      .filter((node) => !inText(node) && !inPicture(node) && !node.matches(".md-skip"))
      .map((node) => [node, ...sizeOf(node)])
      .filter(([, width, height]) => width < LEAST - SLACK || height < LEAST - SLACK)
      .map(([node, width, height]) => `${named(node)} ${Math.round(width)}×${Math.round(height)}`);

  /** Leaves the first few of what repeats: axe looks at every letter, and the ninth row is made as the others are. */
  window.prune = (most) => {
    for (const list of document.querySelectorAll("ul, ol, dl, tbody, fieldset, section, .cb-finder__results")) {
      if (!list.closest("header, svg")) for (const more of [...list.children].slice(most)) more.remove();
    }
  };

  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;

  /** Where the ring may be drawn: on the thing itself, on what stands for it, on the card that it opens. */
  const rings = (node) => [getComputedStyle(node), getComputedStyle(node, "::after"), ...[node.nextElementSibling, coveredBy(node)].filter(Boolean).map((each) => getComputedStyle(each))];

  window.unseen = () =>
    pressed()
      .filter((node) => !node.disabled && !node.closest(":popover-open"))
      .filter((node) => {
        node.focus({ preventScroll: true });
        return document.activeElement === node && !rings(node).some(outlined);
      })
      .map(named);
})();
