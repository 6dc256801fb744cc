/** What providers do for resellers beside selling (001:4–9, 47; rule D1). */
export type ProviderService = 'training' | 'technical' | 'marketing' | 'credit' | 'billing' | 'support';
