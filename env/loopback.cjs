/**
 * Loaded into the Playground before its own code (`node --require`), for two things that it cannot be told.
 *
 * It listens without naming an address, which opens it to the whole network: anybody there could act as the demo's
 * people. And it would go on when whoever started it was killed; the channel between the two says so by closing.
 */
const { Server } = require('node:net')

const listen = Server.prototype.listen

Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'object' && first !== null && 'port' in first && !first.host && !first.path)
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  const isPort = typeof first === 'number' || /^\d+$/.test(first)
  return isPort && typeof rest[0] !== 'string'
    ? listen.call(this, first, '127.0.0.1', ...rest)
    : listen.call(this, first, ...rest)
}

process.on('disconnect', () => process.exit())
