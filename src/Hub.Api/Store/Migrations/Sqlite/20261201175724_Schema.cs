using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Hub.Api.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Schema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_grant",
                columns: table => new
                {
                    source = table.Column<string>(type: "TEXT", maxLength: 164, nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    agency = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    patient = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    referral = table.Column<string>(type: "TEXT", maxLength: 129, nullable: true),
                    basis = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    starts = table.Column<long>(type: "INTEGER", nullable: false),
                    ends = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_grant", x => new { x.source, x.person_key, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    entries = table.Column<int>(type: "INTEGER", nullable: false),
                    recorded = table.Column<long>(type: "INTEGER", nullable: false),
                    facts = table.Column<byte[]>(type: "BLOB", nullable: false),
                    words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    previous_hash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "audit_index",
                columns: table => new
                {
                    bucket = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    blocks = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_index", x => new { x.bucket, x.number });
                });

            migrationBuilder.CreateTable(
                name: "clock",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    resource = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    @event = table.Column<long>(name: "event", type: "INTEGER", nullable: false),
                    audit = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<long>(type: "INTEGER", nullable: false),
                    parameter = table.Column<int>(type: "INTEGER", nullable: false),
                    time = table.Column<long>(type: "INTEGER", nullable: false),
                    audit_hash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    audit_indexed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clock", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasure",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    agency = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    resource_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    asked = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_by = table.Column<string>(type: "TEXT", nullable: true),
                    done = table.Column<long>(type: "INTEGER", nullable: false),
                    proof = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasure", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "index_date",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    param = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    low = table.Column<long>(type: "INTEGER", nullable: false),
                    high = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_date", x => new { x.resource_key, x.person_key, x.param, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "index_number",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    param = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    low = table.Column<double>(type: "REAL", nullable: false),
                    high = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_number", x => new { x.resource_key, x.person_key, x.param, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "index_pair",
                columns: table => new
                {
                    pair = table.Column<int>(type: "INTEGER", nullable: false),
                    target_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    target_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    code = table.Column<long>(type: "INTEGER", nullable: false),
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    system = table.Column<long>(type: "INTEGER", nullable: false),
                    last_updated = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_pair", x => new { x.pair, x.target_id, x.target_type, x.code, x.resource_key, x.person_key, x.system });
                });

            migrationBuilder.CreateTable(
                name: "index_quantity",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    param = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    system = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<long>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    low = table.Column<double>(type: "REAL", nullable: false),
                    high = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_quantity", x => new { x.resource_key, x.person_key, x.param, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "index_reference",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    param = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    target_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    target_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    target_version = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    identifier_system = table.Column<long>(type: "INTEGER", nullable: false),
                    identifier_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_reference", x => new { x.resource_key, x.person_key, x.param, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "index_string",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    param = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    head = table.Column<string>(type: "TEXT", nullable: false),
                    normal = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_string", x => new { x.resource_key, x.person_key, x.param, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "index_token",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    param = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    system = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_token", x => new { x.resource_key, x.person_key, x.param, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "index_uri",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    param = table.Column<int>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    uri = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_index_uri", x => new { x.resource_key, x.person_key, x.param, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    agency = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    caller = table.Column<string>(type: "TEXT", nullable: false),
                    asked = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: true),
                    finished = table.Column<long>(type: "INTEGER", nullable: false),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    node = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    lease = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_file",
                columns: table => new
                {
                    job = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ids = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_file", x => new { x.job, x.number });
                });

            migrationBuilder.CreateTable(
                name: "jti",
                columns: table => new
                {
                    client_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    jti = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    expires = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jti", x => new { x.client_id, x.jti });
                });

            migrationBuilder.CreateTable(
                name: "locator",
                columns: table => new
                {
                    type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_locator", x => new { x.type, x.id });
                });

            migrationBuilder.CreateTable(
                name: "name",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_name", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    patient = table.Column<string>(type: "TEXT", nullable: true),
                    referral = table.Column<string>(type: "TEXT", nullable: true),
                    agency = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    request_id = table.Column<string>(type: "TEXT", nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "parameter",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parameter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partner",
                columns: table => new
                {
                    client_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    agency = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    jwks = table.Column<string>(type: "TEXT", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    enabled = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_partner", x => x.client_id);
                });

            migrationBuilder.CreateTable(
                name: "request",
                columns: table => new
                {
                    agency = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    recorded = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_request", x => new { x.agency, x.request_id });
                });

            migrationBuilder.CreateTable(
                name: "resource",
                columns: table => new
                {
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    last_updated = table.Column<long>(type: "INTEGER", nullable: false),
                    deleted = table.Column<int>(type: "INTEGER", nullable: false),
                    patient = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    referral = table.Column<string>(type: "TEXT", maxLength: 129, nullable: true),
                    method = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resource", x => new { x.resource_key, x.person_key });
                });

            migrationBuilder.CreateTable(
                name: "resource_version",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false),
                    resource_key = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    last_updated = table.Column<long>(type: "INTEGER", nullable: false),
                    deleted = table.Column<int>(type: "INTEGER", nullable: false),
                    patient = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    author = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    referral = table.Column<string>(type: "TEXT", maxLength: 129, nullable: true),
                    method = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    correlation_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resource_version", x => new { x.sequence, x.person_key });
                });

            migrationBuilder.CreateTable(
                name: "signing_key",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    pem = table.Column<string>(type: "TEXT", nullable: false),
                    created = table.Column<long>(type: "INTEGER", nullable: false),
                    retired = table.Column<long>(type: "INTEGER", nullable: true),
                    issuer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signing_key", x => x.key_id);
                });

            migrationBuilder.CreateTable(
                name: "thread",
                columns: table => new
                {
                    referral = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    person_key = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_thread", x => new { x.referral, x.person_key });
                });

            migrationBuilder.InsertData(
                table: "clock",
                columns: new[] { "id", "audit", "audit_hash", "audit_indexed", "event", "name", "parameter", "resource", "sequence", "time" },
                values: new object[] { 1, 0L, "", 0L, 0L, 0L, 0, 0L, 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_access_grant_person",
                table: "access_grant",
                columns: new[] { "person_key", "agency", "category", "ends", "starts", "patient", "basis" },
                filter: "patient IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_access_grant_referral",
                table: "access_grant",
                columns: new[] { "person_key", "referral", "agency", "ends", "starts", "basis" },
                filter: "referral IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_erasure_type_resource_id",
                table: "erasure",
                columns: new[] { "type", "resource_id" });

            migrationBuilder.CreateIndex(
                name: "IX_index_date_param_low_resource_key_person_key_high",
                table: "index_date",
                columns: new[] { "param", "low", "resource_key", "person_key", "high" });

            migrationBuilder.CreateIndex(
                name: "IX_index_number_param_low_resource_key_person_key_high",
                table: "index_number",
                columns: new[] { "param", "low", "resource_key", "person_key", "high" });

            migrationBuilder.CreateIndex(
                name: "IX_index_pair_pair_target_id_target_type_code_last_updated_resource_key_person_key",
                table: "index_pair",
                columns: new[] { "pair", "target_id", "target_type", "code", "last_updated", "resource_key", "person_key" });

            migrationBuilder.CreateIndex(
                name: "IX_index_pair_resource_key_person_key",
                table: "index_pair",
                columns: new[] { "resource_key", "person_key" });

            migrationBuilder.CreateIndex(
                name: "IX_index_quantity_param_low_resource_key_person_key_high",
                table: "index_quantity",
                columns: new[] { "param", "low", "resource_key", "person_key", "high" });

            migrationBuilder.CreateIndex(
                name: "IX_index_reference_param_identifier_value_resource_key_person_key",
                table: "index_reference",
                columns: new[] { "param", "identifier_value", "resource_key", "person_key" },
                filter: "identifier_value IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_index_reference_param_target_id_target_type_resource_key_person_key",
                table: "index_reference",
                columns: new[] { "param", "target_id", "target_type", "resource_key", "person_key" });

            migrationBuilder.CreateIndex(
                name: "IX_index_reference_param_url_resource_key_person_key",
                table: "index_reference",
                columns: new[] { "param", "url", "resource_key", "person_key" },
                filter: "url IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_index_string_param_head_resource_key_person_key",
                table: "index_string",
                columns: new[] { "param", "head", "resource_key", "person_key" });

            migrationBuilder.CreateIndex(
                name: "IX_index_token_param_code_resource_key_person_key_system",
                table: "index_token",
                columns: new[] { "param", "code", "resource_key", "person_key", "system" });

            migrationBuilder.CreateIndex(
                name: "IX_index_uri_param_uri_resource_key_person_key",
                table: "index_uri",
                columns: new[] { "param", "uri", "resource_key", "person_key" });

            migrationBuilder.CreateIndex(
                name: "IX_jti_expires",
                table: "jti",
                column: "expires");

            migrationBuilder.CreateIndex(
                name: "IX_name_text",
                table: "name",
                column: "text",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_parameter_type_code",
                table: "parameter",
                columns: new[] { "type", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_partner_agency",
                table: "partner",
                column: "agency");

            migrationBuilder.CreateIndex(
                name: "IX_resource_person_key_type_resource_key",
                table: "resource",
                columns: new[] { "person_key", "type", "resource_key" });

            migrationBuilder.CreateIndex(
                name: "IX_resource_type_last_updated_resource_key_person_key",
                table: "resource",
                columns: new[] { "type", "last_updated", "resource_key", "person_key" });

            migrationBuilder.CreateIndex(
                name: "IX_resource_type_resource_key_person_key",
                table: "resource",
                columns: new[] { "type", "resource_key", "person_key" });

            migrationBuilder.CreateIndex(
                name: "IX_resource_version_resource_key_version_person_key",
                table: "resource_version",
                columns: new[] { "resource_key", "version", "person_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_resource_version_type_sequence_person_key",
                table: "resource_version",
                columns: new[] { "type", "sequence", "person_key" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_grant");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_index");

            migrationBuilder.DropTable(
                name: "clock");

            migrationBuilder.DropTable(
                name: "erasure");

            migrationBuilder.DropTable(
                name: "index_date");

            migrationBuilder.DropTable(
                name: "index_number");

            migrationBuilder.DropTable(
                name: "index_pair");

            migrationBuilder.DropTable(
                name: "index_quantity");

            migrationBuilder.DropTable(
                name: "index_reference");

            migrationBuilder.DropTable(
                name: "index_string");

            migrationBuilder.DropTable(
                name: "index_token");

            migrationBuilder.DropTable(
                name: "index_uri");

            migrationBuilder.DropTable(
                name: "job");

            migrationBuilder.DropTable(
                name: "job_file");

            migrationBuilder.DropTable(
                name: "jti");

            migrationBuilder.DropTable(
                name: "locator");

            migrationBuilder.DropTable(
                name: "name");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parameter");

            migrationBuilder.DropTable(
                name: "partner");

            migrationBuilder.DropTable(
                name: "request");

            migrationBuilder.DropTable(
                name: "resource");

            migrationBuilder.DropTable(
                name: "resource_version");

            migrationBuilder.DropTable(
                name: "signing_key");

            migrationBuilder.DropTable(
                name: "thread");
        }
    }
}
