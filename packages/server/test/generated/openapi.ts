// Made of docs/api/openapi.json by openapi-typescript: npm run openapi

export interface paths {
    "/city": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The city
         * @description Its names, kinds and categories of appeals, limits and rules. Takes no token.
         */
        get: operations["getCity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/city/location": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a point lies
         * @description From a point to its areas; crs says the reference system (WGS-84 unless said). Outside the city areaPath is null.
         */
        get: operations["locate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/city/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Areas
         * @description An area and those right below it.
         */
        get: operations["listAreas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List appeals
         * @description What the resident sent through you, the newest first. Where nextCursor is not null, ask again with it for the next page.
         */
        get: operations["listAppeals"];
        put?: never;
        /**
         * Send an appeal
         * @description Sends an appeal in a resident’s name. externalId is your own number for it, if you have one: the same number with the same words is the same appeal, with others it is a 409. Photos are uploaded first.
         */
        post: operations["sendAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Progress of an appeal
         * @description The eight steps, the four stages, the timeline, the promised time and what may be done now (allowedActions). What was not sent through you is a 404.
         */
        get: operations["getAppeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{code}/supplements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add to an appeal
         * @description Adds words or photos while it is worked on. expectedVersion is the version you saw; where somebody else was first it is a 409 whose changes say what they did.
         */
        post: operations["supplementAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{code}/urges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Urge
         * @description Once a day at most.
         */
        post: operations["urgeAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{code}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description The resident no longer needs it.
         */
        post: operations["withdrawAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{code}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rate
         * @description Once there is a result, by the resident. Never answer for them, and never choose beforehand.
         */
        post: operations["rateAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{code}/rehandling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Not solved: once more
         * @description Once more, with another reviewer.
         */
        post: operations["rehandleAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes since
         * @description What happened to what was sent through you, in its order, nothing twice and nothing left out. Keep the cursor of each answer and bring it next time; where more is true there is more at once. What a resident no longer lets you follow does not appear.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/embed-secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A single-use secret for embedding
         * @description Minted by your server for whoever sits at your page; good for a minute, once. The proof is what our page in the frame said.
         */
        post: operations["mintEmbedSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a photo or a recording
         * @description One file a request. Its token is then named in `photos` or `recordings` of what is sent.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{code}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear when an appeal has changed
         * @description Lines of JSON (NDJSON) for as long as the connection lasts: `{"position":"7"}` whenever there is something new to read, `{"end":"over"}`, `{"end":"refused"}` or `{"end":"restart"}` as the last one. A blank line every twenty seconds says only that it lives. Come again with `after` and the last position.
         */
        get: operations["watchAppeal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Receipt: {
            code: string;
            version: number;
            status: string;
            /** Format: date-time */
            at: string;
            dueAt: string | null;
        };
        Appeal: {
            code: string;
            /** @enum {string} */
            kind: "consult" | "help" | "complain" | "report" | "suggest" | "praise";
            category: {
                code: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
            };
            status: string;
            version: number;
            round: number;
            place: string | null;
            area: {
                "zh-CN": string;
                en: string;
            };
            /** Format: date-time */
            submittedAt: string;
            /** Format: date-time */
            updatedAt: string;
            dueAt: string | null;
            overdue: boolean;
            /** @enum {string} */
            channel: "portal" | "miniapp" | "partner" | "phone" | "desk" | "import";
            body: {
                "zh-CN": string;
                en: string;
            } | null;
            source: {
                name: {
                    "zh-CN": string;
                    en: string;
                };
                externalId: string | null;
            } | null;
            text: string;
            point: {
                lng: number;
                lat: number;
                accuracy: number | null;
            } | null;
            anonymous: boolean;
            consent: boolean;
            photos: components["schemas"]["Photo"][];
            recordings: components["schemas"]["Recording"][];
            occurredAt: string | null;
            /** @enum {string} */
            contactPreference: "any" | "message" | "noCall";
            /** @enum {string} */
            shownPlace: "exact" | "community";
            forAnother: boolean;
            onBehalfOf: {
                name: string;
                relation: string | null;
            } | null;
            acting: {
                agent: string | null;
                principal: string | null;
                self: boolean;
            } | null;
            stages: {
                /** @enum {string} */
                stage: "sent" | "handling" | "result" | "yourSay";
                /** @enum {string} */
                state: "done" | "current" | "ahead" | "notNeeded";
                at: string | null;
            }[];
            steps: {
                /** @enum {string} */
                step: "accept" | "dispatch" | "track" | "supervise" | "feedback" | "rate" | "publish" | "archive";
                /** @enum {string} */
                state: "done" | "current" | "ahead" | "notNeeded";
                at: string | null;
                actorRole: ("resident" | "agent" | "operator" | "handler" | "gridOfficer" | "reviewer" | "supervisor" | "publisher" | "administrator" | "integrationEngineer" | "system") | null;
                seq: number | null;
            }[];
            promise: components["schemas"]["PromisedTime"] | null;
            outcome: ("solved" | "partlySolved" | "explained" | "notFeasibleNow" | "notSubstantiated") | null;
            reply: {
                text: string | null;
                photos: components["schemas"]["Photo"][];
                /** Format: date-time */
                at: string;
                body: {
                    "zh-CN": string;
                    en: string;
                } | null;
            } | null;
            rating: {
                /** @enum {string} */
                satisfaction: "verySatisfied" | "satisfied" | "neutral" | "dissatisfied" | "veryDissatisfied";
                /** @enum {string} */
                solved: "solved" | "partly" | "notSolved";
                /** Format: date-time */
                at: string;
                text: string | null;
            } | null;
            rehandleUntil: string | null;
            timeline: components["schemas"]["TimelineEntry"][];
            allowedActions: string[];
        };
        AppealItem: {
            code: string;
            /** @enum {string} */
            kind: "consult" | "help" | "complain" | "report" | "suggest" | "praise";
            category: {
                code: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
            };
            status: string;
            version: number;
            round: number;
            excerpt: string;
            place: string | null;
            area: {
                "zh-CN": string;
                en: string;
            };
            /** Format: date-time */
            submittedAt: string;
            /** Format: date-time */
            updatedAt: string;
            dueAt: string | null;
            overdue: boolean;
            /** @enum {string} */
            channel: "portal" | "miniapp" | "partner" | "phone" | "desk" | "import";
            body: {
                "zh-CN": string;
                en: string;
            } | null;
            source: {
                name: {
                    "zh-CN": string;
                    en: string;
                };
                externalId: string | null;
            } | null;
        };
        TimelineEntry: {
            seq: number;
            type: string;
            step: ("accept" | "dispatch" | "track" | "supervise" | "feedback" | "rate" | "publish" | "archive") | null;
            /** Format: date-time */
            at: string;
            actorRole: ("resident" | "agent" | "operator" | "handler" | "gridOfficer" | "reviewer" | "supervisor" | "publisher" | "administrator" | "integrationEngineer" | "system") | null;
            body: {
                "zh-CN": string;
                en: string;
            } | null;
            actorName: string | null;
            text: string | null;
            photos: components["schemas"]["Photo"][];
            facts: {
                /** @enum {string} */
                outcome?: "solved" | "partlySolved" | "explained" | "notFeasibleNow" | "notSubstantiated";
                ground?: {
                    "zh-CN": string;
                    en: string;
                };
                lawfulWay?: {
                    "zh-CN": string;
                    en: string;
                };
                /** Format: date-time */
                dueAt?: string;
                days?: number;
                /** @enum {string} */
                contactResult?: "reached" | "notReached" | "agreedTime";
                /** @enum {string} */
                contactMeans?: "phone" | "visit" | "message";
                /** Format: date-time */
                agreedAt?: string;
                /** @enum {string} */
                satisfaction?: "verySatisfied" | "satisfied" | "neutral" | "dissatisfied" | "veryDissatisfied";
                /** @enum {string} */
                solved?: "solved" | "partly" | "notSolved";
                passed?: boolean;
                toBody?: {
                    "zh-CN": string;
                    en: string;
                };
                category?: {
                    "zh-CN": string;
                    en: string;
                };
            };
        };
        Photo: {
            token: string;
            url: string;
            thumb: string;
            width: number;
            height: number;
        };
        Recording: {
            token: string;
            url: string;
            mime: string;
            bytes: number;
        };
        PromisedTime: {
            /** @enum {string} */
            stage: "accept" | "firstContact" | "result" | "bounceRuling" | "review";
            /** Format: date-time */
            dueAt: string;
            overdue: boolean;
        };
        City: {
            code: string;
            name: {
                "zh-CN": string;
                en: string;
            };
            serviceName: {
                "zh-CN": string;
                en: string;
            };
            utcOffsetMinutes: number;
            locales: ("zh-CN" | "en")[];
            /** @enum {string} */
            defaultLocale: "zh-CN" | "en";
            capabilities: {
                [key: string]: boolean;
            };
            hotline: {
                number: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
                hours: {
                    "zh-CN": string;
                    en: string;
                };
            };
            emergency: {
                /** @enum {string} */
                number: "110" | "119" | "120" | "122";
                name: {
                    "zh-CN": string;
                    en: string;
                };
                when: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
            rules: {
                rehandleDays: number;
                rehandleTimes: number;
                urgesPerDay: number;
                extensionDays: number;
                archiveAfterDays: number;
                bounceRuling: {
                    amount: number;
                    /** @enum {string} */
                    unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                };
                reviewSamplingPercent: number;
                followUpAfterDays: number;
            };
            photos: {
                max: number;
                maxBytes: number;
            };
            authorities?: {
                maxDays: number;
                codeHours: number;
                paper: boolean;
                witnessed: boolean;
            };
            theme: {
                light: {
                    brand: string;
                    onBrand: string;
                    accent: string;
                    background: string;
                    surface: string;
                    text: string;
                    muted: string;
                    border: string;
                    danger: string;
                    success: string;
                };
                dark: {
                    brand: string;
                    onBrand: string;
                    accent: string;
                    background: string;
                    surface: string;
                    text: string;
                    muted: string;
                    border: string;
                    danger: string;
                    success: string;
                };
                radius: number;
                logo: string;
            };
            map: {
                centre: [
                    number,
                    number
                ];
                bounds: [
                    number,
                    number,
                    number,
                    number
                ];
                /** @constant */
                crs: "WGS-84";
                approvalNumber?: string;
                tiles?: {
                    url: string;
                    attribution: {
                        "zh-CN": string;
                        en: string;
                    };
                    approvalNumber: string;
                    /** @enum {string} */
                    crs: "WGS-84" | "GCJ-02" | "BD-09" | "CGCS2000";
                    maxZoom: number;
                };
            };
            workingHours: [
                number,
                number
            ][];
            levels: {
                code: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
                /** @enum {string} */
                role: "city" | "county" | "township" | "community" | "grid" | "microGrid";
            }[];
            root: {
                code: string;
                path: string;
                level: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
                population?: number;
                divided: boolean;
            };
            kinds: {
                /** @enum {string} */
                code: "consult" | "help" | "complain" | "report" | "suggest" | "praise";
                name: {
                    "zh-CN": string;
                    en: string;
                };
                hint: {
                    "zh-CN": string;
                    en: string;
                };
                limits?: {
                    accept?: {
                        amount: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                    };
                    firstContact?: {
                        amount: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                    };
                    result?: {
                        amount: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                    };
                    review?: {
                        amount: number;
                        /** @enum {string} */
                        unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                    };
                };
            }[];
            categories: {
                code: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
                icon: string;
                leaves: {
                    code: string;
                    name: {
                        "zh-CN": string;
                        en: string;
                    };
                    words: string[];
                    kinds: ("consult" | "help" | "complain" | "report" | "suggest" | "praise")[];
                    limits: {
                        accept?: {
                            amount: number;
                            /** @enum {string} */
                            unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                        };
                        firstContact: {
                            amount: number;
                            /** @enum {string} */
                            unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                        };
                        result: {
                            amount: number;
                            /** @enum {string} */
                            unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                        };
                        review: {
                            amount: number;
                            /** @enum {string} */
                            unit: "minutes" | "hours" | "workingHours" | "naturalDays" | "workingDays";
                        };
                    };
                    photoRequired: boolean;
                    verifyOnSite: boolean;
                    separatePeople: boolean;
                    urgent: boolean;
                    /** @enum {string} */
                    emergency?: "110" | "119" | "120" | "122";
                }[];
            }[];
            templates: {
                code: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
                category: string;
                /** @enum {string} */
                kind: "consult" | "help" | "complain" | "report" | "suggest" | "praise";
                skeleton: {
                    "zh-CN": string;
                    en: string;
                };
                fields: {
                    code: string;
                    label: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    type: "text" | "number" | "money" | "date" | "phone" | "choice";
                    required: boolean;
                    choices?: {
                        code: string;
                        name: {
                            "zh-CN": string;
                            en: string;
                        };
                    }[];
                }[];
            }[];
            assist: {
                speech: boolean;
                classifier: boolean;
            };
            plates: boolean;
            desk: {
                grounds: {
                    decline: {
                        code: string;
                        name: {
                            "zh-CN": string;
                            en: string;
                        };
                        lawfulWay: {
                            "zh-CN": string;
                            en: string;
                        };
                        phone?: string;
                    }[];
                    bounce: {
                        code: string;
                        name: {
                            "zh-CN": string;
                            en: string;
                        };
                    }[];
                    extension: {
                        code: string;
                        name: {
                            "zh-CN": string;
                            en: string;
                        };
                    }[];
                };
                bodies: {
                    code: string;
                    name: {
                        "zh-CN": string;
                        en: string;
                    };
                    /** @enum {string} */
                    kind: "department" | "township" | "community" | "grid";
                    areas: string[];
                    phone: string | null;
                    off: boolean;
                }[];
            } | null;
        };
        Change: {
            code: string;
            externalId: string | null;
            sequence: number;
            type: string;
            /** Format: date-time */
            at: string;
            step: ("accept" | "dispatch" | "track" | "supervise" | "feedback" | "rate" | "publish" | "archive") | null;
            outcome: ("solved" | "partlySolved" | "explained" | "notFeasibleNow" | "notSubstantiated") | null;
        };
        Changes: {
            items: components["schemas"]["Change"][];
            cursor: string;
            more: boolean;
        };
        UploadedFile: {
            token: string;
            url: string;
            thumb: string;
            mime: string;
            bytes: number;
            width: number;
            height: number;
            takenAt: string | null;
            place: {
                lng: number;
                lat: number;
            } | null;
        };
        LocateAnswer: {
            areaPath: string | null;
            line: {
                code: string;
                level: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
            }[];
            near: {
                name: {
                    "zh-CN": string;
                    en: string;
                };
                address: {
                    "zh-CN": string;
                    en: string;
                };
                metres: number;
            } | null;
        };
        ListAreasAnswer: {
            area: {
                code: string;
                path: string;
                level: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
                population?: number;
                divided: boolean;
            };
            items: {
                code: string;
                path: string;
                level: string;
                name: {
                    "zh-CN": string;
                    en: string;
                };
                population?: number;
                divided: boolean;
            }[];
        };
        ListAppealsAnswer: {
            items: components["schemas"]["AppealItem"][];
            nextCursor: string | null;
        };
        MintEmbedSecretAnswer: {
            secret: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Place: {
            point?: components["schemas"]["Point"] | null;
            areaCode?: string | null;
            address?: string | null;
        };
        Point: {
            lng: number;
            lat: number;
            /**
             * @default WGS-84
             * @enum {string}
             */
            crs: "WGS-84" | "GCJ-02" | "BD-09" | "CGCS2000";
            accuracy?: number | null;
        };
        /** @description RFC 9457, with what our own errors say besides. */
        Problem: {
            /** @description urn:civicgrid:error:CODE */
            type: string;
            title: string;
            status: number;
            /** @description For engineers, never for residents. */
            detail: string;
            /** @description One of a list that only grows: BAD_INPUT, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CLIENT_TOO_OLD, UNKNOWN_CATEGORY, PLACE_OUTSIDE_CITY, PHOTO_REQUIRED, TOO_MANY_PHOTOS, TEXT_TOO_LONG, DATE_IN_FUTURE, CODE_INVALID, GROUND_UNKNOWN, PERSONAL_DATA_LEFT, FILE_TYPE_UNSUPPORTED, FILE_HEIC_UNSUPPORTED, FILE_TOO_LARGE, FILE_DAMAGED, IDEMPOTENCY_CONFLICT, VERSION_CONFLICT, WRONG_STATE, NOT_ALLOWED_NOW, URGED_TODAY, REHANDLE_WINDOW_OVER, BOUNCE_USED, EXTENSION_CAP, EXTENSION_TOO_LATE, REHANDLES_USED, VERIFICATION_NEEDED, DEPARTMENT_DUTY, SAME_PERSON, NO_CONSENT, CONTENT_UNCHECKED, LINK_EXPIRED, TICKET_INVALID, ASSERTION_INVALID, CLOCK_SKEW, CODE_REFUSED, NOT_SENT, LINKED_ELSEWHERE, LAST_WAY, SIGN_IN_FAILED, LOCKED_OUT, STEP_UP_REQUIRED, INVITATION_INVALID, AUTHORITY_OVER, SCOPE_MISSING, QUOTA_SPENT, RATE_LIMITED, OVERLOADED, TIMEOUT, STORAGE_FULL, INTERNAL, NETWORK */
            code: string;
            /** @description Finds the request in our log. */
            requestId: string | null;
            /** @description The same request, with the same key, may succeed a little later. */
            retryable: boolean;
            retryAfterMs: number | null;
            fields: {
                [key: string]: string;
            } | null;
            /** @description With VERSION_CONFLICT: what somebody else did. */
            changes: Record<string, never> | null;
        };
    };
    responses: {
        /** @description What went wrong; `code` says what. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getCity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The city */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["City"];
                };
            };
            400: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    locate: {
        parameters: {
            query: {
                /** @example 120.36 */
                lng: number;
                /** @example 33.02 */
                lat: number;
                /** @example GCJ-02 */
                crs?: "WGS-84" | "GCJ-02" | "BD-09" | "CGCS2000";
                accuracy?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a point lies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocateAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    listAreas: {
        parameters: {
            query?: {
                parent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Areas */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAreasAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    listAppeals: {
        parameters: {
            query?: {
                cursor?: string;
                /** @example 10 */
                limit?: number;
                /** @example true */
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List appeals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAppealsAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    sendAppeal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).
                 * @example 6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a
                 */
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "report",
                 *       "category": "streetLights",
                 *       "text": "小区门口的路灯三天不亮了",
                 *       "place": {
                 *         "point": {
                 *           "lng": 120.36,
                 *           "lat": 33.02,
                 *           "crs": "GCJ-02"
                 *         },
                 *         "address": "书院路口"
                 *       },
                 *       "externalId": "WY-2026-000123"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    kind: "consult" | "help" | "complain" | "report" | "suggest" | "praise";
                    category: string;
                    text: string;
                    place: components["schemas"]["Place"];
                    /** @default [] */
                    photos?: string[];
                    /** @default false */
                    anonymous?: boolean;
                    /** @default false */
                    consent?: boolean;
                    contact?: {
                        name?: string | null;
                        phone?: string | null;
                    } | null;
                    occurredAt?: string | null;
                    contactPreference?: ("any" | "message" | "noCall") | null;
                    onBehalfOf?: {
                        name: string;
                        relation?: string | null;
                    } | null;
                    externalId?: string | null;
                    shownPlace?: ("exact" | "community") | null;
                    recordings?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Send an appeal */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    getAppeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Progress of an appeal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Appeal"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    supplementAppeal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).
                 * @example 6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a
                 */
                "idempotency-key": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expectedVersion": 1,
                 *       "text": "是北门,不是南门"
                 *     }
                 */
                "application/json": {
                    expectedVersion: number;
                    text: string;
                    /** @default [] */
                    photos?: string[];
                };
            };
        };
        responses: {
            /** @description Add to an appeal */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    urgeAppeal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).
                 * @example 6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a
                 */
                "idempotency-key": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expectedVersion": 2
                 *     }
                 */
                "application/json": {
                    expectedVersion: number;
                };
            };
        };
        responses: {
            /** @description Urge */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    withdrawAppeal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).
                 * @example 6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a
                 */
                "idempotency-key": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expectedVersion": 3,
                 *       "text": "已经自己修好了"
                 *     }
                 */
                "application/json": {
                    expectedVersion: number;
                    text?: string | null;
                };
            };
        };
        responses: {
            /** @description Withdraw */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    rateAppeal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).
                 * @example 6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a
                 */
                "idempotency-key": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expectedVersion": 3,
                 *       "satisfaction": "satisfied",
                 *       "solved": "solved",
                 *       "text": "修得很快"
                 *     }
                 */
                "application/json": {
                    expectedVersion: number;
                    /** @enum {string} */
                    satisfaction: "verySatisfied" | "satisfied" | "neutral" | "dissatisfied" | "veryDissatisfied";
                    /** @enum {string} */
                    solved: "solved" | "partly" | "notSolved";
                    text?: string | null;
                    /** @default [] */
                    photos?: string[];
                };
            };
        };
        responses: {
            /** @description Rate */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    rehandleAppeal: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).
                 * @example 6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a
                 */
                "idempotency-key": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "expectedVersion": 4,
                 *       "text": "昨晚又不亮了"
                 *     }
                 */
                "application/json": {
                    expectedVersion: number;
                    text: string;
                    /** @default [] */
                    photos?: string[];
                };
            };
        };
        responses: {
            /** @description Not solved: once more */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                cursor?: string;
                /** @example 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes since */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Changes"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    mintEmbedSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "subject": "user-20871",
                 *       "origin": "https://partner.example.com",
                 *       "proof": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                 *       "externalId": "WY-2026-000124"
                 *     }
                 */
                "application/json": {
                    subject: string;
                    origin: string;
                    proof: string;
                    externalId?: string;
                    prefill?: {
                        category?: string;
                        text?: string;
                        address?: string;
                    };
                };
            };
        };
        responses: {
            /** @description A single-use secret for embedding */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MintEmbedSecretAnswer"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Yours, the same for every repetition of one command: its answer is then the same (kept for 30 days).
                 * @example 6f1c2a34-9b1d-4c55-8e0a-1f2e3d4c5b6a
                 */
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            /** @description Upload a photo or a recording */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedFile"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
    watchAppeal: {
        parameters: {
            query?: {
                /** @description The last position that you know: you are told at once only of another one. */
                after?: string;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Hear when an appeal has changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
            504: components["responses"]["Problem"];
        };
    };
}
