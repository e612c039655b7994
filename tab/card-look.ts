/** Teams' host configuration for cards. Colours are Fluent's tokens, so one configuration serves all three themes. */
import { tokens } from '@fluentui/react-components'

interface Colour {
  readonly default: string
  readonly subtle: string
}

const text = (loud: string, subtle = loud): Colour => ({ default: loud, subtle })

const foregroundColors = {
  default: text(tokens.colorNeutralForeground1, tokens.colorNeutralForeground2),
  dark: text(tokens.colorNeutralForeground1, tokens.colorNeutralForeground2),
  light: text(tokens.colorNeutralForegroundInverted),
  accent: text(tokens.colorBrandForeground1),
  good: text(tokens.colorPaletteGreenForeground1),
  warning: text(tokens.colorPaletteDarkOrangeForeground1),
  attention: text(tokens.colorPaletteRedForeground1),
}

const style = (backgroundColor: string, borderColor: string) => ({
  backgroundColor,
  borderColor,
  foregroundColors,
})

/** Spacing and type as Teams has them; given to `new HostConfig(...)`. */
export const cardLook = {
  supportsInteractivity: true,
  fontTypes: { default: type(tokens.fontFamilyBase), monospace: type(tokens.fontFamilyMonospace) },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: tokens.colorNeutralStroke2 },
  containerStyles: {
    default: style('transparent', tokens.colorNeutralStroke2),
    emphasis: style(tokens.colorNeutralBackground3, tokens.colorNeutralStroke1),
    accent: style(tokens.colorBrandBackground2, tokens.colorBrandStroke1),
    good: style(tokens.colorPaletteGreenBackground1, tokens.colorPaletteGreenBorder1),
    attention: style(tokens.colorPaletteRedBackground1, tokens.colorPaletteRedBorder1),
    warning: style(tokens.colorPaletteYellowBackground1, tokens.colorPaletteYellowBorder1),
  },
  actions: {
    maxActions: 6,
    spacing: 'large',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 12 },
  },
  adaptiveCard: { allowCustomStyle: false },
  textBlock: { headingLevel: 2 },
  textStyles: { heading: { size: 'large', weight: 'bolder' } },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', size: 'small', spacing: 'small', weight: 'default' },
  },
}

function type(fontFamily: string) {
  return {
    fontFamily,
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
  }
}
