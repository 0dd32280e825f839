import { predefinedQuestions } from '../locales/questions.ts';
import type { Tenant } from '../tenant/tenant.ts';
import type { RegisteredQuestion } from './registrations/registrations.ts';

/** The questions that people can register: the translated ones that the organisation offers, and its own as it wrote them. */
export const questionPool = ({ policy }: Pick<Tenant, 'policy'>): RegisteredQuestion[] => {
  const { predefined = 'all', custom = [] } = policy.questions ?? {};
  const ids = predefined === 'all' ? predefinedQuestions : predefined;
  return [
    ...ids.map((id) => ({ id })),
    ...custom.map((text, index) => ({ id: `own-${index + 1}`, text })),
  ];
};
