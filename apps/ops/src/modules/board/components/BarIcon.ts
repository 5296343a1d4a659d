import { h, type FunctionalComponent } from 'vue';

/** An icon of the icon font's strings (`path|viewBox`), without the weight of a component: the board has a thousand of them. */
export const BarIcon: FunctionalComponent<{ readonly name: string }> = ({ name }) => {
  const [path, viewBox] = name.split('|');
  return h('svg', { class: 'bar__icon', viewBox: viewBox ?? '0 0 24 24', 'aria-hidden': 'true' }, [h('path', { d: path })]);
};
BarIcon.props = ['name'];
