// The Markdown that answers hold, as nodes. Texts become text only, so nothing in an answer can run or load anything.
const node = (name, text) => {
  const made = document.createElement(name);
  const strong = text.split(/\*\*(.+?)\*\*/);
  strong.forEach((part, index) => {
    if (index % 2) {
      made.append(Object.assign(document.createElement('strong'), { textContent: part }));
    } else if (part) {
      made.append(part);
    }
  });
  return made;
};

const plain = (line) => line.replace(/^[#\s*•-]+/, '').replace(/\*\*/g, '').trim();

// What a person has written already: whole lines of the given text, however they begin.
export const knownLines = (text) => new Set(text.split('\n').map((line) => plain(line).toLowerCase()).filter(Boolean));

export const render = (markdown, known) => {
  const root = document.createDocumentFragment();
  let list = null;
  for (const line of markdown.split('\n')) {
    const text = plain(line);
    if (!text) {
      list = null;
      continue;
    }
    const heading = /^(#{1,6})\s/.exec(line);
    const isItem = /^\s*[-*•]\s/.test(line);
    const name = heading ? `h${Math.min(5, heading[1].length + 2)}` : isItem ? 'li' : 'p';
    const made = node(name, line.replace(/^\s*(#{1,6}|[-*•])\s+/, '').trim());
    if (known && !heading && !known.has(text.toLowerCase())) {
      const mark = document.createElement('span');
      mark.className = 'new';
      mark.append(...made.childNodes);
      made.append(mark);
    }
    if (isItem) {
      list ??= root.appendChild(document.createElement('ul'));
      list.append(made);
    } else {
      list = null;
      root.append(made);
    }
  }
  return root;
};
