// The service behind the page.
const complaint = async (response) => {
  try {
    return (await response.json()).error ?? `The service answered ${response.status}.`;
  } catch {
    return `The service answered ${response.status}.`;
  }
};

const post = async (path, body, signal) => {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal });
  if (!response.ok) {
    throw new Error(await complaint(response));
  }
  return response;
};

export const state = async () => (await fetch('/', { headers: { accept: 'application/json' } })).json();
export const choices = async () => (await fetch('/api/v1/choices')).json();
export const writeDocument = async (name, body) => (await post(`/api/v1/documents/${name}`, body)).json();

export const forget = async () => {
  const response = await fetch('/api/v1/cache', { method: 'DELETE' });
  return (await response.json()).message;
};

// Gives out the events of a stream as they come. A stream that ends without its last event has failed.
export async function* generate(body, signal) {
  const response = await post('/api/v1/generate/stream', body, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  let hasEnded = false;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      break;
    }
    const frames = (held + value).split('\n\n');
    held = frames.pop();
    for (const frame of frames) {
      const event = JSON.parse(frame.slice('data: '.length));
      hasEnded ||= event.type === 'done' || event.type === 'error';
      yield event;
    }
  }
  if (!hasEnded) {
    throw new Error('The connection broke off before the résumé was complete. Please try again.');
  }
}
