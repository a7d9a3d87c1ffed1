package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.access.TokenRow;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.access.TokenService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens by which programs speak for users. */
@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "access")
class TokenApi {
  private final TokenService tokens;

  TokenApi(TokenService tokens) {
    this.tokens = tokens;
  }

  /** Tokens, newest first; secrets are not among what is told. */
  @GetMapping
  @PreAuthorize("hasRole('ADMIN')")
  public PageOf<ApiToken> list(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(tokens.list(page, size), ApiToken::of, page, size, tokens.count());
  }

  /** Makes a token for the user whose token asks; its secret is told once. */
  @PostMapping
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.CREATED)
  public TokenSecretOnce create(@Valid @RequestBody NewToken wanted) {
    return new TokenSecretOnce(tokens.create(wanted.label(), wanted.scopes(), wanted.days()));
  }

  /** Ends a token at once; ending it again changes nothing. */
  @DeleteMapping("/{id}")
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  public void revoke(@PathVariable long id) {
    tokens.revoke(id);
  }

  /**
   * A token.
   *
   * @param lastUsedAt to the minute; null if it never was
   * @param valid whether it may be used
   */
  record ApiToken(
      long id,
      String user,
      String label,
      List<TokenScope> scopes,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant lastUsedAt,
      boolean valid) {
    static ApiToken of(TokenRow token) {
      return new ApiToken(
          token.id(),
          token.user(),
          token.label(),
          token.scopes().stream().sorted().toList(),
          token.createdAt(),
          token.expiresAt(),
          token.lastUsedAt().orElse(null),
          token.valid());
    }
  }

  /**
   * A token to make.
   *
   * @param label what it is for
   * @param days until it expires
   */
  record NewToken(
      @NotBlank @Size(max = 100) String label,
      @NotEmpty Set<TokenScope> scopes,
      @Min(1) @Max(366) int days) {}

  /** A secret that nobody can read again. */
  record TokenSecretOnce(String secret) {}
}
