package io.ucad.trainer.learn;

import io.ucad.store.VersionId;
import io.ucad.trainer.prompt.PromptDecision;
import java.util.Optional;

/**
 * What came of it.
 *
 * @param version that holds the task
 * @param alreadyLearned whether an earlier run had learned exactly this
 * @param decision about prompts; empty if already learned
 */
public record LearnResult(
    VersionId version, boolean alreadyLearned, Optional<PromptDecision> decision) {}
