/**
 * Makes `instanceof Error` true for Node's own errors too, as it is outside jest.
 *
 * jest runs tests in a realm with an Error of its own, while sockets and fetch throw the outer one: without this the
 * service would take a refused connection for something that is no error at all.
 */
import { types } from 'node:util'

const ordinary = Function.prototype[Symbol.hasInstance]

Object.defineProperty(Error, Symbol.hasInstance, {
  configurable: true,
  value(this: unknown, thing: unknown): boolean {
    return this === Error
      ? types.isNativeError(thing) || ordinary.call(Error, thing)
      : ordinary.call(this as object, thing)
  },
})
