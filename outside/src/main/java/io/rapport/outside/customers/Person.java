package io.rapport.outside.customers;

/// Somebody with a mailbox.
public record Person(String name, String address, String city) {

    public String firstName() {
        return name.split(" ", 2)[0];
    }

    /// Where their mailbox is.
    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }
}
