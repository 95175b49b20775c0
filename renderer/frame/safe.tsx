// Owns: what is shown where drawing the page failed: that nothing is lost, and the way back.
// Must not know: what failed. A class, since React hears of such failures in no other way.
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { WarningIcon } from '../ui/icons.ts';
import { EmptyState } from '../ui/message.tsx';

interface SafeProps {
  readonly children: ReactNode;
}

export class Safe extends Component<SafeProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const { t } = useTranslation();
  return (
    <main className="start" role="alert">
      <EmptyState
        icon={WarningIcon}
        title={t('start.brokenTitle')}
        actions={
          <Button look="primary" onPress={() => window.location.reload()}>
            {t('start.reload')}
          </Button>
        }
      >
        {t('start.broken')}
      </EmptyState>
    </main>
  );
}
