IF OBJECT_ID(N'[account_migrations]') IS NULL
BEGIN
    CREATE TABLE [account_migrations] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK_account_migrations] PRIMARY KEY ([MigrationId])
    );
END;
GO

CREATE TABLE [account] (
    [Id] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [DisplayName] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Agency] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [AgencyName] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Role] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Practitioner] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [UserName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [NormalizedUserName] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [Email] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [NormalizedEmail] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [EmailConfirmed] bit NOT NULL,
    [PasswordHash] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [SecurityStamp] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [ConcurrencyStamp] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [PhoneNumber] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [PhoneNumberConfirmed] bit NOT NULL,
    [TwoFactorEnabled] bit NOT NULL,
    [LockoutEnd] datetimeoffset NULL,
    [LockoutEnabled] bit NOT NULL,
    [AccessFailedCount] int NOT NULL,
    CONSTRAINT [PK_account] PRIMARY KEY ([Id])
);
GO

CREATE TABLE [account_draft] (
    [UserId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Key] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [SavedAt] bigint NOT NULL,
    CONSTRAINT [PK_account_draft] PRIMARY KEY ([UserId], [Key])
);
GO

CREATE TABLE [account_key] (
    [Name] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Xml] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_account_key] PRIMARY KEY ([Name])
);
GO

CREATE TABLE [account_session] (
    [Key] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [UserId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Device] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Ticket] varbinary(max) NOT NULL,
    [SignedInAt] bigint NOT NULL,
    [LastSeenAt] bigint NOT NULL,
    [EndsAt] bigint NOT NULL,
    CONSTRAINT [PK_account_session] PRIMARY KEY ([Key])
);
GO

CREATE TABLE [account_claim] (
    [Id] int NOT NULL IDENTITY,
    [UserId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [ClaimType] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [ClaimValue] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT [PK_account_claim] PRIMARY KEY ([Id]),
    CONSTRAINT [FK_account_claim_account_UserId] FOREIGN KEY ([UserId]) REFERENCES [account] ([Id]) ON DELETE CASCADE
);
GO

CREATE TABLE [account_login] (
    [LoginProvider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [ProviderKey] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [ProviderDisplayName] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    [UserId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_account_login] PRIMARY KEY ([LoginProvider], [ProviderKey]),
    CONSTRAINT [FK_account_login_account_UserId] FOREIGN KEY ([UserId]) REFERENCES [account] ([Id]) ON DELETE CASCADE
);
GO

CREATE TABLE [account_passkey] (
    [CredentialId] varbinary(1024) NOT NULL,
    [UserId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Data] nvarchar(max) NOT NULL,
    CONSTRAINT [PK_account_passkey] PRIMARY KEY NONCLUSTERED ([CredentialId]),
    CONSTRAINT [FK_account_passkey_account_UserId] FOREIGN KEY ([UserId]) REFERENCES [account] ([Id]) ON DELETE CASCADE
);
GO

CREATE TABLE [account_token] (
    [UserId] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [LoginProvider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Name] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [Value] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT [PK_account_token] PRIMARY KEY ([UserId], [LoginProvider], [Name]),
    CONSTRAINT [FK_account_token_account_UserId] FOREIGN KEY ([UserId]) REFERENCES [account] ([Id]) ON DELETE CASCADE
);
GO

CREATE INDEX [EmailIndex] ON [account] ([NormalizedEmail]);
GO

CREATE UNIQUE INDEX [UserNameIndex] ON [account] ([NormalizedUserName]) WHERE [NormalizedUserName] IS NOT NULL;
GO

CREATE INDEX [IX_account_claim_UserId] ON [account_claim] ([UserId]);
GO

CREATE INDEX [IX_account_draft_SavedAt] ON [account_draft] ([SavedAt]);
GO

CREATE INDEX [IX_account_login_UserId] ON [account_login] ([UserId]);
GO

CREATE INDEX [IX_account_passkey_UserId] ON [account_passkey] ([UserId]);
GO

CREATE INDEX [IX_account_session_EndsAt] ON [account_session] ([EndsAt]);
GO

CREATE INDEX [IX_account_session_UserId] ON [account_session] ([UserId]);
GO

INSERT INTO [account_migrations] ([MigrationId], [ProductVersion])
VALUES (N'20261126050821_Accounts', N'10.0.14');
GO

