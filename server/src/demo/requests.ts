/** A support request of the demo world, so that the operator's desk has something to decide. */
export const demoRequests = [
  {
    publisher: 'harbour',
    offer: 'harbour-dashboards',
    partners: ['rhein', 'delta'],
    description:
      'From now on we support Harbour Dashboards only through partners that finished our training. Please move the offer to the two partners we selected.',
    contact: { name: 'Hannah Harbour', email: 'hannah@harbour-metrics.example', phone: '' },
  },
] as const;
