export { foldText as asCompared } from '@gigafibre/kernel';
