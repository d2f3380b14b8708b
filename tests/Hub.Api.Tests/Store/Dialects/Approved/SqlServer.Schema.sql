IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

CREATE TABLE [access_grant] (
    [source] nvarchar(164) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [person_key] int NOT NULL,
    [ordinal] int NOT NULL,
    [agency] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [patient] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [category] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [referral] nvarchar(129) COLLATE Latin1_General_100_BIN2 NULL,
    [basis] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [starts] bigint NOT NULL,
    [ends] bigint NOT NULL,
    CONSTRAINT [PK_access_grant] PRIMARY KEY ([source], [person_key], [ordinal])
);
GO

CREATE TABLE [audit] (
    [number] bigint NOT NULL,
    [entries] int NOT NULL,
    [recorded] bigint NOT NULL,
    [facts] varbinary(max) NOT NULL,
    [words] varbinary(max) NOT NULL,
    [previous_hash] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [hash] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_audit] PRIMARY KEY ([number])
);
GO

CREATE TABLE [audit_index] (
    [bucket] int NOT NULL,
    [number] bigint NOT NULL,
    [blocks] varbinary(max) NOT NULL,
    CONSTRAINT [PK_audit_index] PRIMARY KEY ([bucket], [number])
);
GO

CREATE TABLE [clock] (
    [id] int NOT NULL,
    [resource] bigint NOT NULL,
    [sequence] bigint NOT NULL,
    [event] bigint NOT NULL,
    [audit] bigint NOT NULL,
    [name] bigint NOT NULL,
    [parameter] int NOT NULL,
    [time] bigint NOT NULL,
    [audit_hash] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [audit_indexed] bigint NOT NULL,
    CONSTRAINT [PK_clock] PRIMARY KEY ([id])
);
GO

CREATE TABLE [erasure] (
    [id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [agency] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [resource_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [asked_by] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [asked] bigint NOT NULL,
    [until] bigint NOT NULL,
    [confirmed_by] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [done] bigint NOT NULL,
    [proof] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT [PK_erasure] PRIMARY KEY ([id])
);
GO

CREATE TABLE [index_date] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [param] int NOT NULL,
    [ordinal] int NOT NULL,
    [low] bigint NOT NULL,
    [high] bigint NOT NULL,
    CONSTRAINT [PK_index_date] PRIMARY KEY ([resource_key], [person_key], [param], [ordinal])
);
GO

CREATE TABLE [index_number] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [param] int NOT NULL,
    [ordinal] int NOT NULL,
    [low] float NOT NULL,
    [high] float NOT NULL,
    CONSTRAINT [PK_index_number] PRIMARY KEY ([resource_key], [person_key], [param], [ordinal])
);
GO

CREATE TABLE [index_pair] (
    [pair] int NOT NULL,
    [target_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [target_type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [code] bigint NOT NULL,
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [system] bigint NOT NULL,
    [last_updated] bigint NOT NULL,
    CONSTRAINT [PK_index_pair] PRIMARY KEY ([pair], [target_id], [target_type], [code], [resource_key], [person_key], [system])
);
GO

CREATE TABLE [index_quantity] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [param] int NOT NULL,
    [ordinal] int NOT NULL,
    [system] bigint NOT NULL,
    [code] bigint NOT NULL,
    [unit] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [low] float NOT NULL,
    [high] float NOT NULL,
    CONSTRAINT [PK_index_quantity] PRIMARY KEY ([resource_key], [person_key], [param], [ordinal])
);
GO

CREATE TABLE [index_reference] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [param] int NOT NULL,
    [ordinal] int NOT NULL,
    [target_type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [target_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [target_version] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [url] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
    [identifier_system] bigint NOT NULL,
    [identifier_value] nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT [PK_index_reference] PRIMARY KEY ([resource_key], [person_key], [param], [ordinal])
);
GO

CREATE TABLE [index_string] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [param] int NOT NULL,
    [ordinal] int NOT NULL,
    [head] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [normal] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_index_string] PRIMARY KEY ([resource_key], [person_key], [param], [ordinal])
);
GO

CREATE TABLE [index_token] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [param] int NOT NULL,
    [ordinal] int NOT NULL,
    [system] bigint NOT NULL,
    [code] bigint NOT NULL,
    [text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT [PK_index_token] PRIMARY KEY ([resource_key], [person_key], [param], [ordinal])
);
GO

CREATE TABLE [index_uri] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [param] int NOT NULL,
    [ordinal] int NOT NULL,
    [uri] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_index_uri] PRIMARY KEY ([resource_key], [person_key], [param], [ordinal])
);
GO

CREATE TABLE [job] (
    [id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [agency] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [caller] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [asked] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [state] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [created] bigint NOT NULL,
    [step] int NOT NULL,
    [place] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [finished] bigint NOT NULL,
    [failure] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [node] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [lease] bigint NOT NULL,
    CONSTRAINT [PK_job] PRIMARY KEY ([id])
);
GO

CREATE TABLE [job_file] (
    [job] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [number] int NOT NULL,
    [type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [ids] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_job_file] PRIMARY KEY ([job], [number])
);
GO

CREATE TABLE [jti] (
    [client_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [jti] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [expires] bigint NOT NULL,
    CONSTRAINT [PK_jti] PRIMARY KEY ([client_id], [jti])
);
GO

CREATE TABLE [locator] (
    [type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    CONSTRAINT [PK_locator] PRIMARY KEY ([type], [id])
);
GO

CREATE TABLE [name] (
    [id] bigint NOT NULL,
    [text] nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_name] PRIMARY KEY ([id])
);
GO

CREATE TABLE [outbox] (
    [number] bigint NOT NULL,
    [recorded] bigint NOT NULL,
    [kind] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [type] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [id] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [version] int NOT NULL,
    [patient] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [referral] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [agency] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [detail] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [request_id] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [correlation_id] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT [PK_outbox] PRIMARY KEY ([number])
);
GO

CREATE TABLE [parameter] (
    [id] int NOT NULL,
    [type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [code] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_parameter] PRIMARY KEY ([id])
);
GO

CREATE TABLE [partner] (
    [client_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [agency] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [name] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [jwks] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [scopes] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [enabled] int NOT NULL,
    CONSTRAINT [PK_partner] PRIMARY KEY ([client_id])
);
GO

CREATE TABLE [request] (
    [agency] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [request_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [status] int NOT NULL,
    [answer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [recorded] bigint NOT NULL,
    CONSTRAINT [PK_request] PRIMARY KEY ([agency], [request_id])
);
GO

CREATE TABLE [resource] (
    [resource_key] bigint NOT NULL,
    [person_key] int NOT NULL,
    [type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [version] int NOT NULL,
    [sequence] bigint NOT NULL,
    [last_updated] bigint NOT NULL,
    [deleted] int NOT NULL,
    [patient] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [author] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [category] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [referral] nvarchar(129) COLLATE Latin1_General_100_BIN2 NULL,
    [method] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_resource] PRIMARY KEY ([resource_key], [person_key])
);
GO

CREATE TABLE [resource_version] (
    [sequence] bigint NOT NULL,
    [person_key] int NOT NULL,
    [resource_key] bigint NOT NULL,
    [type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [version] int NOT NULL,
    [last_updated] bigint NOT NULL,
    [deleted] int NOT NULL,
    [patient] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    [author] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [category] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [referral] nvarchar(129) COLLATE Latin1_General_100_BIN2 NULL,
    [method] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [body] varbinary(max) NOT NULL,
    [request_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [correlation_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT [PK_resource_version] PRIMARY KEY ([sequence], [person_key])
);
GO

CREATE TABLE [signing_key] (
    [key_id] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [pem] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [created] bigint NOT NULL,
    [retired] bigint NULL,
    [issuer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_signing_key] PRIMARY KEY ([key_id])
);
GO

CREATE TABLE [thread] (
    [referral] nvarchar(129) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [person_key] int NOT NULL,
    CONSTRAINT [PK_thread] PRIMARY KEY ([referral], [person_key])
);
GO

IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'id', N'audit', N'audit_hash', N'audit_indexed', N'event', N'name', N'parameter', N'resource', N'sequence', N'time') AND [object_id] = OBJECT_ID(N'[clock]'))
    SET IDENTITY_INSERT [clock] ON;
INSERT INTO [clock] ([id], [audit], [audit_hash], [audit_indexed], [event], [name], [parameter], [resource], [sequence], [time])
VALUES (1, CAST(0 AS bigint), N'', CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint), 0, CAST(0 AS bigint), CAST(0 AS bigint), CAST(0 AS bigint));
IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'id', N'audit', N'audit_hash', N'audit_indexed', N'event', N'name', N'parameter', N'resource', N'sequence', N'time') AND [object_id] = OBJECT_ID(N'[clock]'))
    SET IDENTITY_INSERT [clock] OFF;
GO

CREATE INDEX [IX_access_grant_person] ON [access_grant] ([person_key], [agency], [category], [ends], [starts], [patient], [basis]) WHERE patient IS NOT NULL;
GO

CREATE INDEX [IX_access_grant_referral] ON [access_grant] ([person_key], [referral], [agency], [ends], [starts], [basis]) WHERE referral IS NOT NULL;
GO

CREATE INDEX [IX_erasure_type_resource_id] ON [erasure] ([type], [resource_id]);
GO

CREATE INDEX [IX_index_date_param_low_resource_key_person_key_high] ON [index_date] ([param], [low], [resource_key], [person_key], [high]);
GO

CREATE INDEX [IX_index_number_param_low_resource_key_person_key_high] ON [index_number] ([param], [low], [resource_key], [person_key], [high]);
GO

CREATE INDEX [IX_index_pair_pair_target_id_target_type_code_last_updated_resource_key_person_key] ON [index_pair] ([pair], [target_id], [target_type], [code], [last_updated], [resource_key], [person_key]);
GO

CREATE INDEX [IX_index_pair_resource_key_person_key] ON [index_pair] ([resource_key], [person_key]);
GO

CREATE INDEX [IX_index_quantity_param_low_resource_key_person_key_high] ON [index_quantity] ([param], [low], [resource_key], [person_key], [high]);
GO

CREATE INDEX [IX_index_reference_param_identifier_value_resource_key_person_key] ON [index_reference] ([param], [identifier_value], [resource_key], [person_key]) WHERE identifier_value IS NOT NULL;
GO

CREATE INDEX [IX_index_reference_param_target_id_target_type_resource_key_person_key] ON [index_reference] ([param], [target_id], [target_type], [resource_key], [person_key]);
GO

CREATE INDEX [IX_index_reference_param_url_resource_key_person_key] ON [index_reference] ([param], [url], [resource_key], [person_key]) WHERE url IS NOT NULL;
GO

CREATE INDEX [IX_index_string_param_head_resource_key_person_key] ON [index_string] ([param], [head], [resource_key], [person_key]);
GO

CREATE INDEX [IX_index_token_param_code_resource_key_person_key_system] ON [index_token] ([param], [code], [resource_key], [person_key], [system]);
GO

CREATE INDEX [IX_index_uri_param_uri_resource_key_person_key] ON [index_uri] ([param], [uri], [resource_key], [person_key]);
GO

CREATE INDEX [IX_jti_expires] ON [jti] ([expires]);
GO

CREATE UNIQUE INDEX [IX_name_text] ON [name] ([text]);
GO

CREATE UNIQUE INDEX [IX_parameter_type_code] ON [parameter] ([type], [code]);
GO

CREATE INDEX [IX_partner_agency] ON [partner] ([agency]);
GO

CREATE INDEX [IX_resource_person_key_type_resource_key] ON [resource] ([person_key], [type], [resource_key]);
GO

CREATE INDEX [IX_resource_type_last_updated_resource_key_person_key] ON [resource] ([type], [last_updated], [resource_key], [person_key]);
GO

CREATE INDEX [IX_resource_type_resource_key_person_key] ON [resource] ([type], [resource_key], [person_key]);
GO

CREATE UNIQUE INDEX [IX_resource_version_resource_key_version_person_key] ON [resource_version] ([resource_key], [version], [person_key]);
GO

CREATE INDEX [IX_resource_version_type_sequence_person_key] ON [resource_version] ([type], [sequence], [person_key]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261201175751_Schema', N'10.0.14');
GO

