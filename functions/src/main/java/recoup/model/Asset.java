package recoup.model;

/** What a customer can spend: store credit is money in the currency's smallest unit, points are whole. */
public enum Asset {
    STORE_CREDIT,
    POINTS
}
