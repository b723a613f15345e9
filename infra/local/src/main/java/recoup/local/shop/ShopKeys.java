package recoup.local.shop;

/** What a merchant's shops want to see of who calls: Shopify the token, WooCommerce the key and its secret. */
public record ShopKeys(String accessToken, String consumerKey, String consumerSecret) {}
