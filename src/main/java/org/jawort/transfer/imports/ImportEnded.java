package org.jawort.transfer.imports;

import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.TenantId;

/**
 * No row of an import will be taken over any more.
 *
 * @param group into which its contacts came; empty where they came into none
 * @param done whether all of its rows were taken over, or somebody stopped it before
 */
record ImportEnded(TenantId tenant, ImportId id, Optional<UUID> group, boolean done) {}
