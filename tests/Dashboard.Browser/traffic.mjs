// A day's work in a few seconds: hits, joins, conversations that read their prefix, one that breaks it, failures, and names that mean harm.
const rules = 'A rule of the house that everybody keeps. '.repeat(900);
const user = (content) => ({ role: 'user', content });

export const hostile = '<img src=x onerror="document.title=1">';

export async function work(gateway) {
  await converse(gateway);
  for (const question of ['What now?', 'What then?', 'And after that?']) {
    for (let time = 0; time < 3; time++) {
      await gateway.ask({ messages: [user(question)] });
    }
  }
  await Promise.all(Array.from({ length: 4 }, () => gateway.ask({ system: rules, messages: [user('All at once.')] })));
  for (const name of ['Ann', 'Ben', 'Cleo', 'Dan']) {
    await gateway.ask({ model: 'claude-sonnet-5-5', system: rules, messages: [user(`Write to ${name}.`)] });
  }
  await gateway.ask({ model: hostile, messages: [user('Am I a model?')] });
  await gateway.ask({ max_tokens: -1, messages: [user('Not like that.')] });
}

async function converse(gateway) {
  const messages = [user('Tell me of the rules.')];
  for (const next of ['Go on.', 'And then?', 'Is that all?']) {
    const answer = await gateway.ask({ system: rules, messages });
    messages.push({ role: 'assistant', content: answer.content }, user(next));
  }
  await gateway.ask({ system: 'Today is Monday. ' + rules, messages });
}
