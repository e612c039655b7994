/** Answers in Microsoft's shapes, as PLATFORM.md 1 lists them. */

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Microsoft's error code. */
  readonly code?: string
  /** The id of the message this made or changed. */
  readonly activity?: string
}

/** What Microsoft says with each code. */
const messages: Readonly<Record<string, string>> = {
  BadArgument: 'The request could not be understood.',
  BadSyntax: 'Failed to parse the request body as JSON.',
  BotNotRegistered: 'No registration found for this bot.',
  BotDisabledByAdmin: 'The tenant admin disabled this bot.',
  BotNotInConversationRoster: 'The bot is not part of the conversation roster.',
  ConversationBlockedByUser: 'User blocked the conversation with the bot.',
  MessageWritesBlocked: 'Thread is blocked from message writes.',
  ActivityNotFoundInConversation: 'Message does not exist in the thread.',
  ConversationNotFound: 'Conversation not found.',
  MemberNotFound: 'The member was not found in the conversation.',
  MethodNotAllowed: 'The requested method or resource is not supported.',
  PreconditionFailed: 'Precondition failed, please try again.',
  MessageSizeTooBig: 'Message size too large.',
  Throttled: 'Too many requests.',
  ServiceError: 'Internal server error.',
  BadGateway: 'Bad gateway.',
  ServiceUnavailable: 'The service is unavailable.',
  GatewayTimeout: 'Gateway timeout.',
}

const codes: Readonly<Record<number, string>> = {
  400: 'BadArgument',
  401: 'BotNotRegistered',
  403: 'BotNotInConversationRoster',
  404: 'ConversationNotFound',
  412: 'PreconditionFailed',
  413: 'MessageSizeTooBig',
  429: 'Throttled',
  500: 'ServiceError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
}

/** `{ error: { code, message } }`; a blocked chat also carries the sub code and number that Microsoft documents. */
export function failure(
  status: number,
  code = codes[status] ?? 'ServiceError',
  retryAfter?: number | string,
): Answer {
  const error = { code, message: messages[code] ?? code }
  const blocked = code === 'MessageWritesBlocked' ? { subCode: code, errorCode: 209 } : {}
  return {
    status,
    code,
    body: { error, ...blocked },
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  }
}
