// Runs inside the page. Counts what should not be there, in each of the ways in which a text becomes a page.
export const survey = async ({ texts, wait }) => {
  const found = { scripts: 0, handlers: 0, addresses: 0, foreign: 0, ran: 0, first: [] };
  window.alert = () => found.ran++;
  const isAddress = (name) => ['href', 'src', 'action', 'formaction', 'data', 'background', 'cite', 'poster', 'ping', 'srcset', 'values', 'from', 'to',
    'xlink:href', 'codebase', 'content', 'style'].includes(name);
  const runs = (name, value) => {
    const bare = value.replace(/[\u0000-\u0020]/g, '');
    return name === 'style' || name === 'content' ? /(javascript|vbscript|data):|expression\(/i.test(bare) : /^(javascript|vbscript|data):/i.test(bare);
  };
  const count = (root) => {
    let sum = 0;
    for (const element of root.querySelectorAll('*')) {
      const add = (kind) => (found[kind]++, sum++);
      if (element.localName === 'script') add('scripts');
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || /^(iframe|object|embed|base|frame|style|template)$/.test(element.localName)) add('foreign');
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) add('handlers');
        if (isAddress(name) && runs(name, value)) add('addresses');
      }
      if (element.content instanceof DocumentFragment) sum += count(element.content);
      if (element.shadowRoot) sum += count(element.shadowRoot);
    }
    return sum;
  };
  texts.forEach((text, index) => {
    const ran = found.ran;
    let sum = count(new DOMParser().parseFromString(text, 'text/html'));
    const part = document.body.appendChild(document.createElement('div'));
    part.innerHTML = text;
    sum += count(part);
    part.innerHTML = part.innerHTML;
    sum += count(part);
    sum += count(document.createRange().createContextualFragment(text));

    // The text between other things, as a template puts it there.
    sum += count(new DOMParser().parseFromString(`<p>before</p><div>${text}</div><p title="'">after</p>`, 'text/html'));
    if (sum > 0 || found.ran > ran) found.first.push(index);
  });

  // Handlers of what loads or fails to load run later.
  await new Promise((resolve) => setTimeout(resolve, wait));
  return found;
};
