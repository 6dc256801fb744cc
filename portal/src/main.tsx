/** Starts the portal: language, theme by the system's choice, router. */
import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useSyncExternalStore, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/client.ts';
import { router } from './router.tsx';
import './ui/styles/base.css';
import './ui/styles/frame.css';
import './ui/styles/page.css';
import './ui/styles/list.css';
import './ui/styles/market.css';
import './ui/styles/form.css';
import { loadMessages, preferredLanguage, TextProvider } from './ui/text.tsx';
import { darkTheme, lightTheme } from './ui/theme.ts';
import { SayProvider } from './ui/toast.tsx';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Fluent gives the provider's class to what it shows above the page (menus, dialogs), so that class holds names only. */
function SystemTheme(props: { children: ReactNode }) {
  const isDark = useSyncExternalStore(
    (listener) => {
      dark.addEventListener('change', listener);
      return () => dark.removeEventListener('change', listener);
    },
    () => dark.matches,
  );
  return (
    <FluentProvider theme={isDark ? darkTheme : lightTheme} className={isDark ? 'app app-dark' : 'app'}>
      <div className="ground">{props.children}</div>
    </FluentProvider>
  );
}

async function start(): Promise<void> {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  const messages = await loadMessages(language);
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <TextProvider first={language} messages={messages}>
        <SystemTheme>
          <QueryClientProvider client={queries}>
            <SayProvider>
              <RouterProvider router={router} />
            </SayProvider>
          </QueryClientProvider>
        </SystemTheme>
      </TextProvider>
    </StrictMode>,
  );
}

void start();
