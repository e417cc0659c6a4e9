// What a reader needs of a page, asked of the page as the browser has laid it out.

// Texts whose contrast with what is behind them is below 4.5, the least that WCAG asks of body text.
export const paleTexts = () => {
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const pale = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('script, style')) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(parse(element instanceof SVGElement ? style.fill : style.color)), light(behind(element))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) pale.push(`${texts.currentNode.textContent.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
  }
  return pale;
};

// Things that stick out to the right of the window, but for tables that scroll by themselves.
export const overflowing = () => [...document.querySelectorAll('body *')]
  .filter((element) => element.checkVisibility() && !element.closest('.scroll, .skip') && element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => `${element.tagName} ${element.id || element.className} ${Math.round(element.getBoundingClientRect().right)}`);

// What a screen reader would call nothing, though it can be reached or is a picture or a meter.
export const namelessNodes = async (page) => {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const isFocusable = (one) => one.properties?.some(({ name, value }) => name === 'focusable' && value.value);
  const wanted = (one) => !one.ignored && (['image', 'meter', 'region', 'button', 'link', 'table'].includes(one.role?.value) || isFocusable(one));
  return nodes.filter((one) => wanted(one) && !['RootWebArea', 'main', 'table'].includes(one.role.value) && !one.name?.value)
    .map((one) => one.role.value);
};
