// What every reading desk shows and does: files that come in, the picture with its zones, fields that know how sure they are.
export { default as ChoiceChips } from './components/ChoiceChips.vue';
export { default as DeskFrame } from './components/DeskFrame.vue';
export { default as DropZone } from './components/DropZone.vue';
export { default as MarkedField } from './components/MarkedField.vue';
export { default as SourceNote } from './components/SourceNote.vue';
export { default as UploadList } from './components/UploadList.vue';
export { isDoubtful, markOf, type FieldMark } from './marks.ts';
export { usePrivacy } from './use-privacy.ts';
export { useUploads } from './use-uploads.ts';
