import {
  symRoundedBlock,
  symRoundedCancel,
  symRoundedCheckCircle,
  symRoundedEventAvailable,
  symRoundedHandyman,
  symRoundedInbox,
  symRoundedLocalShipping,
  symRoundedPauseCircle,
  symRoundedSchedule,
} from '@quasar/extras/material-symbols-rounded';
import type { VisitStatus } from '@gigafibre/contracts';

export {
  symRoundedBookmark as iconView,
  symRoundedChevronLeft as iconBack,
  symRoundedChevronRight as iconForward,
  symRoundedCategory as iconGroup,
  symRoundedClose as iconClose,
  symRoundedDelete as iconDelete,
  symRoundedFilterList as iconFilter,
  symRoundedGroup as iconCrew,
  symRoundedHelp as iconHelp,
  symRoundedInbox as iconTray,
  symRoundedLightbulb as iconRemedy,
  symRoundedLink as iconLink,
  symRoundedKeep as iconPinned,
  symRoundedPrint as iconPrint,
  symRoundedPriorityHigh as iconUrgent,
  symRoundedRedo as iconRedo,
  symRoundedSearch as iconSearch,
  symRoundedTune as iconDisplay,
  symRoundedUndo as iconUndo,
  symRoundedWarning as iconAlarm,
  symRoundedZoomIn as iconZoomIn,
  symRoundedZoomOut as iconZoomOut,
} from '@quasar/extras/material-symbols-rounded';

/** Status is never told by colour alone. */
export const STATUS_ICONS: Readonly<Record<VisitStatus, string>> = {
  unassigned: symRoundedInbox,
  planned: symRoundedSchedule,
  confirmed: symRoundedEventAvailable,
  'en-route': symRoundedLocalShipping,
  'on-site': symRoundedHandyman,
  paused: symRoundedPauseCircle,
  done: symRoundedCheckCircle,
  failed: symRoundedCancel,
  cancelled: symRoundedBlock,
};
