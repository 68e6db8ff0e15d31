import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { onLockChange, watchForPauses } from '#app/vault/vault.ts';
import { isPassing } from './ask.ts';
import { ForCaseworkers } from './for-caseworkers.tsx';
import Applications from './routes/applications.tsx';
import Apply from './routes/apply.tsx';
import Assess from './routes/assess.tsx';
import Begin from './routes/begin.tsx';
import Case from './routes/case.tsx';
import Cases from './routes/cases.tsx';
import Checks from './routes/checks.tsx';
import Conversation from './routes/conversation.tsx';
import CopyForPerson from './routes/copy-for-person.tsx';
import Enquire from './routes/enquire.tsx';
import EnrolmentKey from './routes/enrolment-key.tsx';
import Events from './routes/events.tsx';
import Home from './routes/home.tsx';
import Join from './routes/join.tsx';
import Keys from './routes/keys.tsx';
import Kit from './routes/kit.tsx';
import Messages from './routes/messages.tsx';
import NotFound from './routes/not-found.tsx';
import Notices from './routes/notices.tsx';
import Operator from './routes/operator.tsx';
import Organisations from './routes/organisations.tsx';
import OtherOrganisation from './routes/other-organisation.tsx';
import OwnOrganisation from './routes/own-organisation.tsx';
import Recover from './routes/recover.tsx';
import Refer from './routes/refer.tsx';
import Restore from './routes/restore.tsx';
import Sessions from './routes/sessions.tsx';
import SignIn from './routes/sign-in.tsx';
import Trust from './routes/trust.tsx';
import Write from './routes/write.tsx';
import { PortalTexts } from './text.tsx';
import { Unlocked } from './unlocked.tsx';

/** Every address of the portal. They are followed without leaving the page: with it the open keys would go. */
const router = createBrowserRouter([
  { path: '/portal/sign-in', element: <SignIn /> },
  { path: '/portal/recover', element: <Recover /> },
  { path: '/portal/begin/:link', element: <Begin /> },
  { path: '/portal/apply', element: <Apply /> },
  { path: '/portal/join/:link', element: <Join /> },
  { path: '/portal/restore', element: <Restore /> },
  {
    element: <Unlocked />,
    children: [
      { path: '/portal', element: <Home /> },
      { path: '/portal/organisation', element: <OwnOrganisation /> },
      { path: '/portal/organisation/kit', element: <Kit /> },
      { path: '/portal/organisation/key', element: <EnrolmentKey /> },
      { path: '/portal/organisations', element: <Organisations /> },
      { path: '/portal/organisations/:id', element: <OtherOrganisation /> },
      {
        element: <ForCaseworkers title="cases.title" />,
        children: [
          { path: '/portal/cases', element: <Cases /> },
          { path: '/portal/cases/enquire', element: <Enquire /> },
          { path: '/portal/cases/:id', element: <Case /> },
          { path: '/portal/cases/:id/assess', element: <Assess /> },
          { path: '/portal/cases/:id/copy', element: <CopyForPerson /> },
          { path: '/portal/cases/:id/refer/:counterpart/:thread?', element: <Refer /> },
        ],
      },
      {
        element: <ForCaseworkers title="messages.title" />,
        children: [
          { path: '/portal/organisations/:id/write', element: <Write /> },
          { path: '/portal/messages', element: <Messages /> },
          { path: '/portal/messages/:counterpart/:thread', element: <Conversation /> },
          { path: '/portal/messages/:counterpart/:thread/copy', element: <CopyForPerson /> },
        ],
      },
      {
        element: <ForCaseworkers title="trust.title" />,
        children: [{ path: '/portal/trust', element: <Trust /> }],
      },
      { path: '/portal/applications', element: <Applications /> },
      { path: '/portal/keys', element: <Keys /> },
      { path: '/portal/sessions', element: <Sessions /> },
      { path: '/portal/checks', element: <Checks /> },
      { path: '/portal/events', element: <Events /> },
      { path: '/portal/notices', element: <Notices /> },
      { path: '/portal/operator', element: <Operator /> },
    ],
  },
  { path: '*', element: <NotFound /> },
]);

/** Twice more, after one and two seconds: a person who waits longer wants to know. */
const retry = (failures: number, error: unknown) => isPassing(error) && failures < 2;

const queries = new QueryClient({ defaultOptions: { queries: { retry, staleTime: 10_000 } } });
const place = document.getElementById('portal');

watchForPauses();
// Nothing that was read with open keys outlives them, however they were locked; nor does what was read of nobody.
onLockChange(() => queries.clear());
if (place !== null) {
  createRoot(place).render(
    <PortalTexts>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </PortalTexts>,
  );
}
