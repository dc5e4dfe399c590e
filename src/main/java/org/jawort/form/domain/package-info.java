/** Where the mailboxes are that may sign up: domains let in or refused, and likely slips. */
@NullMarked
package org.jawort.form.domain;

import org.jspecify.annotations.NullMarked;
