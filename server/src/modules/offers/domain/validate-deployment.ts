/** What is deployed for the customer: a machine's image, an application's package, a container's image. */
import type { OfferKind, Plan } from './document.ts';
import type { PlanShape } from './plan-shape.ts';
import { isSafeUrl } from '../../../kernel/index.ts';
import type { Findings } from './problem.ts';

/** `registry/repository:tag` or `…@sha256:digest`; the registry is a host name with a dot or a port. */
const imageReference =
  /^(?=[^/]*[.:])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+(?::\w[\w.-]{0,127}|@sha256:[0-9a-f]{64})$/;

function addressProblem(kind: OfferKind, address: string): readonly [code: string, message: string] | undefined {
  if (address === '') return ['Required', 'Say where the package is.'];
  if (kind !== 'container') {
    return isSafeUrl(address)
      ? undefined
      : ['NotAnAddress', 'Give the https address the operator fetches the package from.'];
  }
  return imageReference.test(address)
    ? undefined
    : ['NotAnImage', 'Give the image as registry/repository:tag, such as registry.example.com/tools/agent:1.4.'];
}

export function checkPackage(kind: OfferKind, plan: Plan, path: string, shape: PlanShape, found: Findings): void {
  const at = `${path}.package`;
  if (!plan.package) {
    found.add(at, 'Required', `Say what is deployed: ${shape.name} needs a package.`, shape.rule);
    return;
  }
  const { version, address, operatingSystem } = plan.package;
  if (version === '') found.add(`${at}.version`, 'Required', 'The package needs a version such as 1.0.2.', shape.rule);
  const wrong = addressProblem(kind, address);
  if (wrong) found.add(`${at}.address`, ...wrong, shape.rule);
  if (kind === 'virtualMachine') {
    if (!operatingSystem) {
      found.add(`${at}.operatingSystem`, 'Required', 'Say which operating system the machine runs.', shape.rule);
    }
  } else if (operatingSystem) {
    found.add(
      `${at}.operatingSystem`,
      'NotOfThisKind',
      'Only a virtual machine has an operating system. Leave it out.',
      shape.rule,
    );
  }
}

/** A managed application is managed by somebody of the publisher's tenant. */
export function checkAuthorizations(plan: Plan, path: string, shape: PlanShape, found: Findings): void {
  const given = plan.authorizations ?? [];
  if (given.length === 0) {
    found.add(
      `${path}.authorizations`,
      'AuthorizationMissing',
      'Name at least one user, group or application that manages the application at the customer’s.',
      shape.rule,
    );
  }
  given.forEach(({ principalId, role }, index) => {
    if (given.findIndex((one) => one.principalId === principalId && one.role === role) < index) {
      found.add(`${path}.authorizations[${index}]`, 'AuthorizationTwice', 'This authorisation is listed twice.');
    }
  });
}
