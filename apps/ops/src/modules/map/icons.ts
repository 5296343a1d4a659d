export {
  symRoundedClose as iconClose,
  symRoundedDockToBottom as iconToBottom,
  symRoundedDockToLeft as iconToRight,
  symRoundedFitScreen as iconFit,
  symRoundedFormatListBulleted as iconList,
  symRoundedLassoSelect as iconLasso,
  symRoundedMap as iconMap,
  symRoundedWarning as iconAlarm,
} from '@quasar/extras/material-symbols-rounded';
