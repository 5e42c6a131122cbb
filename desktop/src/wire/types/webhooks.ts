import type { Schema } from '../contract'

// Other systems that hear what happens.

/** GET, POST /api/admin/webhooks; PUT, DELETE /api/admin/webhooks/{id}; POST .../secret */
export type Webhook = Schema['WebhookView']
export type Webhooks = Schema['WebhookList']

/** GET /api/admin/webhooks/{id}/deliveries; POST .../deliveries/{delivery}/again */
export type WebhookDelivery = Schema['WebhookDeliveryView']
export type DeliveryPage = Schema['WebhookDeliveryPage']
