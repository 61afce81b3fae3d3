package io.depesche.ingest.fetch;

/** An exchange that brought no answer. */
final class FetchFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final FetchProblem problem;

    FetchFailure(FetchProblem problem, String detail) {
        super(detail);
        this.problem = problem;
    }

    FetchProblem problem() {
        return problem;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
