package io.ucad.endpoint.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be asked. What is not in it is refused. */
public final class RouteTable {
  private final List<Route> routes;

  /** A route and what the path says. */
  record Match(Route route, Map<String, String> variables) {}

  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  public List<Route> routes() {
    return routes;
  }

  /**
   * The route of a request.
   *
   * @throws HttpProblem 404, or 405 if the path exists for other methods
   */
  Match find(String method, String path) {
    List<Route> here = routes.stream().filter(route -> route.match(path).isPresent()).toList();
    if (here.isEmpty()) {
      throw new HttpProblem(
          404,
          "NOT_FOUND",
          "expected a path of this endpoint, found another; GET /openapi.json lists them");
    }
    for (Route route : here) {
      Optional<Map<String, String>> variables = route.match(path);
      if (route.takes(method) && variables.isPresent()) {
        return new Match(route, variables.get());
      }
    }
    String allowed = String.join(", ", here.stream().map(Route::method).distinct().toList());
    throw new HttpProblem(
            405,
            "METHOD_NOT_ALLOWED",
            "expected one of the methods %s for this path, found another".formatted(allowed))
        .with("Allow", allowed);
  }
}
