/**
 * The bot to compare with: botbuilder and restify as the samples write them, answering every card action with one
 * constant card. Nothing is stored, nobody is identified; whatever Verbund needs beyond this is its own cost.
 *
 * Run as `bare-bot [port]` or with PORT; prints `READY <port>`.
 */
import {
  ActivityHandler,
  type AdaptiveCardInvokeResponse,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
  type Request,
} from 'botbuilder'
import restify from 'restify'
import { constantCard } from './constant-card'

class BareBot extends ActivityHandler {
  constructor() {
    super()
    this.onMessage(async (context, next) => {
      await context.sendActivity(MessageFactory.text('Hallo'))
      await next()
    })
  }

  protected override async onAdaptiveCardInvoke(): Promise<AdaptiveCardInvokeResponse> {
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: constantCard }
  }
}

// Without credentials, as Verbund runs in the bench: both spare the token check.
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
adapter.onTurnError = async (_context, error) => {
  console.error(error)
}

const bot = new BareBot()
const server = restify.createServer()
server.use(restify.plugins.bodyParser())

server.post('/api/messages', async (request, response) => {
  // restify's types say `method?`, botbuilder's `method`: the same object.
  await adapter.process(request as Request, response, (context) => bot.run(context))
})

const port = Number(process.argv[2] ?? process.env.PORT ?? 3979)
server.listen(port, '127.0.0.1', () => console.log(`READY ${server.address().port}`))
