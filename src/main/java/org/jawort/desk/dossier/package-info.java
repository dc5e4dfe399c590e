/** The dossier of a contact point and the copy of all data of a contact, as files to hand over. */
@NullMarked
package org.jawort.desk.dossier;

import org.jspecify.annotations.NullMarked;
