package org.jawort.tenant;

/** Somebody tried to sign in with this account, and did not know the password. */
public record SignInRefused(AccountId account) {}
