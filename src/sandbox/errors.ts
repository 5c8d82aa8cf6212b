const CODES: Record<number, readonly [name: string, code: string]> = {
  400: ['BadRequestError', 'BAD_REQUEST'],
  401: ['UnauthorizedError', 'UNAUTHORIZED'],
  403: ['ForbiddenError', 'FORBIDDEN'],
  404: ['NotFoundError', 'NOT_FOUND'],
  429: ['TooManyRequestsError', 'TOO_MANY_REQUESTS'],
  500: ['InternalServerError', 'INTERNAL_SERVER_ERROR'],
  502: ['BadGatewayError', 'BAD_GATEWAY'],
  503: ['ServiceUnavailableError', 'SERVICE_UNAVAILABLE'],
  504: ['GatewayTimeoutError', 'GATEWAY_TIMEOUT'],
};

/** A refusal, in the shape the API gives it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    options: { code?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    const [name, code] = CODES[status] ?? ['ApiError', 'ERROR'];
    this.name = options.code === 'VALIDATION_FAILURE' ? 'ValidationError' : name;
    this.status = status;
    this.code = options.code ?? code;
    this.headers = options.headers ?? {};
  }

  toResponse(): Response {
    const error = { name: this.name, code: this.code, message: this.message };
    return Response.json({ error }, { status: this.status, headers: this.headers });
  }
}

export const validationFailure = (message: string): ApiError =>
  new ApiError(400, message, { code: 'VALIDATION_FAILURE' });

export const notFound = (what: string): ApiError => new ApiError(404, `${what} not found`);
