// The studio as a process of its own, over the emulated API, with what it stores in a folder that the caller names.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Studio {
  static async start(program, settings = {}) {
    const studio = new Studio();
    const environment = { ...process.env, EMULATOR_DELAY_MILLISECONDS: '60', EMULATOR_EVENT_DELAY_MILLISECONDS: '4', ...settings };
    studio.process = spawn('dotnet', [program, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'], env: environment });
    for await (const line of createInterface({ input: studio.process.stdout })) {
      const address = /^Résumé Studio: (\S+)\/ in a browser/.exec(line);
      if (address) {
        studio.address = address[1];
        studio.process.stdout.resume();
        return studio;
      }
    }
    throw new Error('The studio did not say where it listens.');
  }

  async stop() {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill('SIGTERM');
      await ended;
    }
  }
}
