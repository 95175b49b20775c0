// Owns: Galley's mark on the page.
// Must not know: where it stands.
import icon from '../icon.svg';

export function Logo({ size }: { readonly size: number }) {
  return <img className="logo" src={icon} width={size} height={size} alt="" />;
}
