export {
  symRoundedChevronLeft as iconBack,
  symRoundedChevronRight as iconForward,
  symRoundedCheckCircle as iconSame,
  symRoundedPause as iconPause,
  symRoundedPlayArrow as iconPlay,
  symRoundedWarning as iconDifferent,
} from '@quasar/extras/material-symbols-rounded';
