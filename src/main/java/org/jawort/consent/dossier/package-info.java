/** The form of a dossier: how it is sealed, and how anybody checks it offline. */
@NullMarked
package org.jawort.consent.dossier;

import org.jspecify.annotations.NullMarked;
