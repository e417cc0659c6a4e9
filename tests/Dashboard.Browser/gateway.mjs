// The sample gateway as a process of its own, over the emulated API.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Gateway {
  static async start(program, port = 0) {
    const gateway = new Gateway();
    gateway.process = spawn('dotnet', [program, '--port', String(port), '--budget', '0.5'], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: gateway.process.stdout })) {
      if (line.startsWith('ANTHROPIC_BASE_URL=')) {
        gateway.address = line.slice('ANTHROPIC_BASE_URL='.length);
        gateway.process.stdout.resume();
        return gateway;
      }
    }
    throw new Error('The gateway did not say where it listens.');
  }

  get port() {
    return new URL(this.address).port;
  }

  async ask(body) {
    const response = await fetch(this.address + '/v1/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', 'x-api-key': 'sample-token' },
      body: JSON.stringify({ model: 'claude-opus-4-8', max_tokens: 300, ...body }),
    });
    return response.json();
  }

  // What the ledger says, with its amounts as the text that was sent: reading them as numbers would round them.
  async usage() {
    const text = await (await fetch(this.address + '/claude/statistics')).text();
    return { ...JSON.parse(text).usage, calls: JSON.parse(text).calls, exactCost: /"total_cost":([^,}]*)/.exec(text)[1] };
  }

  async snapshot() {
    return (await fetch(this.address + '/claude/dashboard/snapshot')).json();
  }

  async stop() {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill('SIGTERM');
      await ended;
    }
  }
}
