// Stands between a gateway and the emulator, whose address is the argument, and knows which answers were left by who asked. Of an answer to a question
// that says "hold" only the beginning goes on, so that it can be left.
import http from 'node:http';

const emulator = new URL(process.argv[2]);
let left = 0;

const pass = (request, response, body) => {
  const options = { host: emulator.hostname, port: emulator.port, path: request.url, method: request.method, headers: request.headers };
  const onward = http.request(options, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    if (body.includes('hold')) {
      answer.once('data', (beginning) => response.write(beginning));
    } else {
      answer.pipe(response);
    }
    answer.on('error', () => response.destroy());
    answer.on('aborted', () => response.destroy());
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => {
    left += response.writableFinished ? 0 : 1;
    onward.destroy();
  });
  onward.end(body);
};

const server = http.createServer((request, response) => {
  if (request.url === '/left') {
    response.end(JSON.stringify({ left }));
    return;
  }
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => pass(request, response, Buffer.concat(pieces)));
});
server.listen(0, '127.0.0.1', () => console.log(`ANTHROPIC_BASE_URL=http://127.0.0.1:${server.address().port}`));
