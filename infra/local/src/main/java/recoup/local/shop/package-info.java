/**
 * A small shop for every merchant: it answers what Shopify's Admin GraphQL API and WooCommerce's REST API v3 answer about
 * discount codes, over HTTP and with their mistakes, so that the real clients cannot tell. It knows nothing of the rest of
 * the stack: credentials, time and where things are kept are handed to it.
 */
@NullMarked
package recoup.local.shop;

import org.jspecify.annotations.NullMarked;
