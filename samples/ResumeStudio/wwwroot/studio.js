import * as example from './example.js';
import { knownLines, render } from './markdown.js';
import * as service from './service.js';

const $ = (id) => document.getElementById(id);
const usd = (amount) => amount === 0 ? '$0' : `${amount < 0 ? '−' : ''}$${Math.abs(amount).toFixed(4)}`;
const count = (number) => number.toLocaleString('en');
let running = null;
let written = '';
let known = new Set();

const texts = () => ({ resume_raw_text: $('resume').value, job_description_text: $('job').value });
const request = () => ($('level').value ? { ...texts(), level: $('level').value, industry: $('industry').value } : texts());

const complain = (sentence, field) => {
  $('problem').textContent = sentence;
  $('problem').scrollIntoView({ block: 'nearest' });
  field?.setAttribute('aria-invalid', 'true');
  field?.focus();
};

const isReady = () => {
  $('problem').textContent = '';
  for (const [id, what] of [['resume', 'Please paste your résumé first.'], ['job', 'Please paste the job description, too.']]) {
    $(id).removeAttribute('aria-invalid');
    if (!$(id).value.trim()) {
      complain(what, $(id));
      return false;
    }
  }
  return true;
};

const setBusy = (isBusy) => {
  document.body.classList.toggle('busy', isBusy);
  $('paper').classList.toggle('writing', isBusy);
  $('optimise').hidden = isBusy;
  $('stop').hidden = !isBusy;
};

const drawPaper = () => $('paper').replaceChildren(render(written, known));

const chips = (title, kind, words) => {
  if (words.length === 0) {
    return [];
  }
  const list = Object.assign(document.createElement('ul'), { className: `chips ${kind}` });
  list.append(...words.map((word) => Object.assign(document.createElement('li'), { textContent: word })));
  return [Object.assign(document.createElement('h4'), { textContent: title }), list];
};

const rows = (list, pairs) => list.replaceChildren(...pairs.flatMap(([term, value, kind]) => [
  Object.assign(document.createElement('dt'), { textContent: term }),
  Object.assign(document.createElement('dd'), { textContent: value, className: kind ?? '' }),
]));

const cost = (stats) => [
  ['Answered by', stats.cached ? 'the cache' : stats.model],
  ['Tokens read, written', `${count(stats.input_tokens)}, ${count(stats.output_tokens)}`],
  ['Cost', usd(stats.cost_usd)],
  stats.saved_usd >= 0 ? ['Saved by caching', usd(stats.saved_usd), stats.saved_usd > 0 ? 'good' : ''] : ['Paid ahead for the cache', usd(-stats.saved_usd)],
];

const drawResult = (result) => {
  written = result.optimized_resume;
  drawPaper();
  $('before').textContent = result.match_before.score;
  $('after').textContent = result.match_after.score;
  $('meter').value = result.match_after.score;
  $('meter').textContent = `${result.match_after.score} of 100`;
  $('keywords').replaceChildren(
    ...chips('Your résumé shows', 'has', result.match_after.matching_keywords), ...chips('It does not show', 'lacks', result.match_after.missing_keywords));
  $('changes').replaceChildren(...result.changes_made.map((change) => Object.assign(document.createElement('li'), { textContent: change })));
  $('improvement').textContent = result.expected_improvement;
  rows($('cost'), cost(result.usage_stats));
  $('facts').hidden = false;
};

const handle = (event) => {
  switch (event.type) {
    case 'start':
      $('progress').textContent = event.message;
      break;
    case 'chunk':
      written += event.content;
      drawPaper();
      break;
    case 'warning':
      $('warnings').hidden = false;
      $('warnings').querySelector('ul').replaceChildren(...event.issues.map((issue) => Object.assign(document.createElement('li'), { textContent: issue })));
      break;
    case 'done':
      $('progress').textContent = event.message;
      drawResult(event.result);
      $('outcome-title').focus({ preventScroll: true });
      break;
    case 'error':
      throw new Error(event.message);
  }
};

const optimise = async () => {
  if (running || !isReady()) {
    return;
  }
  running = new AbortController();
  written = '';
  known = knownLines($('resume').value);
  $('paper').replaceChildren();
  $('warnings').hidden = true;
  $('facts').hidden = true;
  $('outcome').hidden = false;
  $('progress').textContent = 'Sending your texts.';
  setBusy(true);
  $('outcome').scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth', block: 'start' });
  try {
    for await (const event of service.generate(request(), running.signal)) {
      handle(event);
    }
  } catch (failure) {
    const isStopped = failure.name === 'AbortError';
    $('progress').textContent = isStopped ? 'Stopped.' : '';
    $('outcome').hidden = !written;
    if (!isStopped) {
      complain(failure.message);
    }
  } finally {
    running = null;
    setBusy(false);
  }
};

const writeDocument = async (button, { name, title }) => {
  if (!isReady()) {
    return;
  }
  for (const other of $('documents').children) {
    other.setAttribute('aria-pressed', String(other === button));
  }
  $('document').hidden = false;
  $('document').replaceChildren(`Writing: ${title} …`);
  try {
    const { content, usage_stats: stats } = await service.writeDocument(name, texts());
    const note = Object.assign(document.createElement('p'), { className: 'note' });
    note.textContent = stats.cached ? `From the cache: $0 instead of ${usd(stats.saved_usd)}.` : `Cost ${usd(stats.cost_usd)}.`;
    $('document').replaceChildren(render(content), note);
  } catch (failure) {
    $('document').replaceChildren(failure.message);
  }
};

const tell = (id) => {
  const length = $(id).value.trim().split(/\s+/).filter(Boolean).length;
  document.querySelector(`[data-count=${id}]`).textContent = length ? `${count(length)} words` : 'Plain text or Markdown';
};

const readFile = async (id, file) => {
  if (!file) {
    return;
  }
  const text = await file.text();
  if (text.includes('\0') || /\.(pdf|docx?|odt|rtf)$/i.test(file.name)) {
    complain(`${file.name} is no plain text. Open it, copy its text and paste it here.`, $(id));
    return;
  }
  $('problem').textContent = '';
  $(id).value = text;
  tell(id);
};

for (const area of document.querySelectorAll('[data-drop]')) {
  const id = area.dataset.drop;
  const over = (isOver) => (event) => {
    event.preventDefault();
    area.classList.toggle('over', isOver);
  };
  area.addEventListener('dragover', over(true));
  area.addEventListener('dragleave', over(false));
  area.addEventListener('drop', (event) => {
    over(false)(event);
    const dropped = event.dataTransfer.getData('text');
    if (dropped && event.dataTransfer.files.length === 0) {
      $(id).value = dropped;
      tell(id);
    }
    readFile(id, event.dataTransfer.files[0]);
  });
  $(id).addEventListener('input', () => tell(id));
  area.querySelector('[data-file]').addEventListener('change', (event) => readFile(id, event.target.files[0]));
}

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  optimise();
});
$('stop').addEventListener('click', () => running?.abort());
$('example').addEventListener('click', () => {
  [$('resume').value, $('job').value] = [example.resume, example.job];
  ['resume', 'job'].forEach(tell);
});
$('level').addEventListener('change', () => {
  $('industry').disabled = !$('level').value;
});
$('mark').addEventListener('change', () => $('paper').classList.toggle('marked', $('mark').checked));
$('paper').classList.add('marked');
$('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(written);
  $('progress').textContent = 'Copied.';
});
$('download').addEventListener('click', () => {
  const address = URL.createObjectURL(new Blob([written], { type: 'text/markdown' }));
  Object.assign(document.createElement('a'), { href: address, download: 'resume.md' }).click();
  URL.revokeObjectURL(address);
});
$('clear').addEventListener('click', async () => {
  $('cleared').textContent = await service.forget();
});

const { documents, industries } = await service.choices();
$('industry').append(...industries.map((name) => new Option(name[0].toUpperCase() + name.slice(1).replace('-', ' '), name)));
for (const item of documents) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: item.title, className: 'quiet' });
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => writeDocument(button, item));
  $('documents').append(button);
}
const { llm_available: isAvailable, emulated: isEmulated } = await service.state();
$('service').textContent = isEmulated ? 'Demo: emulated, nothing is billed' : isAvailable ? 'Connected to Claude' : 'No model: set ANTHROPIC_API_KEY';
$('service').hidden = false;
document.documentElement.dataset.ready = '';
