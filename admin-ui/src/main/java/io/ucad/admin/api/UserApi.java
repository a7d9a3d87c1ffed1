package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.UserRow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users and their roles. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "access")
class UserApi {
  private final AccountService accounts;

  UserApi(AccountService accounts) {
    this.accounts = accounts;
  }

  /** Users by name. */
  @GetMapping
  @PreAuthorize("hasRole('ADMIN')")
  public PageOf<UserRow> list(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(accounts.users(page, size), row -> row, page, size, accounts.count());
  }

  /** Adds a user; the password is for one login, at which another one is chosen. */
  @PostMapping
  @PreAuthorize("hasRole('ADMIN')")
  public ResponseEntity<OneTimePassword> add(@Valid @RequestBody NewUser wanted) {
    String password = accounts.add(wanted.name(), wanted.role());
    return ResponseEntity.created(URI.create("/api/v1/users/" + wanted.name()))
        .body(new OneTimePassword(wanted.name(), password));
  }

  /** One user. */
  @GetMapping("/{name}")
  @PreAuthorize("hasRole('ADMIN')")
  public UserRow get(@PathVariable String name) {
    return accounts.get(name);
  }

  /** Changes the role of a user, or locks the user out; what is left out stays as it is. */
  @PatchMapping("/{name}")
  @PreAuthorize("hasRole('ADMIN')")
  public UserRow change(@PathVariable String name, @Valid @RequestBody UserChange change) {
    UserRow before = accounts.get(name);
    accounts.change(
        name,
        Objects.requireNonNullElse(change.role(), before.role()),
        Objects.requireNonNullElse(change.enabled(), before.enabled()));
    return accounts.get(name);
  }

  /** Replaces the password of a user who lost it. */
  @PostMapping("/{name}/password")
  @PreAuthorize("hasRole('ADMIN')")
  public OneTimePassword resetPassword(@PathVariable String name) {
    return new OneTimePassword(name, accounts.resetPassword(name));
  }

  /** A user to add. */
  record NewUser(@NotNull @Size(min = 1, max = 63) String name, @NotNull Role role) {}

  /** What is to be different about a user. */
  record UserChange(@Nullable Role role, @Nullable Boolean enabled) {}

  /** A password that nobody can read again. */
  record OneTimePassword(String name, String password) {}
}
