package io.ucad.endpoint.model;

import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.VersionId;

/** Which version is to answer. */
@FunctionalInterface
public interface VersionChoice {
  /** What {@link AliasName#PRODUCTION} names, or {@link AliasName#LATEST} while there is none. */
  VersionChoice PRODUCTION_ELSE_LATEST =
      store ->
          store
              .alias(AliasName.PRODUCTION)
              .or(() -> store.alias(AliasName.LATEST))
              .orElseThrow(
                  () ->
                      new StoreException.NotFound(
                          "expected a version in %s, found none; learn a task first"
                              .formatted(store.root())));

  /**
   * The version at this moment.
   *
   * @throws StoreException if there is none
   */
  VersionId in(ModelStore store);

  /** Always this version, or whatever an alias names. */
  static VersionChoice named(String versionOrAlias) {
    return store -> store.resolve(versionOrAlias);
  }
}
